import HTTPServer
import Storage
import Workflow

/// The rail of officers and the links of citizens: only what the person's roles open.
enum Menu {
  /// The items, the one whose pages the visitor is on marked.
  static func items(_ visit: Visit) throws -> [Frame.MenuItem] {
    var items = try all(visit)
    let path = visit.request.path
    let fitting = items.indices.filter { path == items[$0].url || path.hasPrefix(items[$0].url + "/") }
    if let current = fitting.max(by: { items[$0].url.count < items[$1].url.count }) {
      items[current].isCurrent = true
    }
    return items
  }

  private static func all(_ visit: Visit) throws -> [Frame.MenuItem] {
    guard let visitor = visit.visitor else { return [] }
    let item = { (label: String, url: String, icon: String, count: Int) in
      Frame.MenuItem(
        label: visit.text(label), url: url, icon: icon, count: count, isCurrent: false)
    }
    guard visitor.kind == .staff else {
      return [
        item("Hồ sơ của tôi", Sitemap.myDossiers.url, "file", 0),
        item("Thủ tục hành chính", Sitemap.procedures.url, "list", 0),
        item("Phản ánh, kiến nghị", Sitemap.myPetitions.url, "mail", 0),
        item("Tài khoản", Sitemap.account.url, "user", 0),
      ]
    }
    return try staff(visit, visitor.person, item) + [item("Tài khoản", Sitemap.account.url, "user", 0)]
  }

  private static func staff(
    _ visit: Visit, _ person: Person, _ item: (String, String, String, Int) -> Frame.MenuItem
  ) throws -> [Frame.MenuItem] {
    var items: [Frame.MenuItem] = []
    if let counter = person.agency(of: .oneStopOfficer) {
      let counts = try Dossiers.counterCounts(
        at: counter, fields: person.fields(of: .oneStopOfficer, at: counter), in: visit.db)
      items.append(
        item("Việc tại một cửa", Sitemap.counter.url, "inbox", counts.values.reduce(0, +)))
      items.append(item("Tiếp nhận tại quầy", Sitemap.chooseProcedure.url, "plus", 0))
      items.append(item("Tài khoản công dân", Sitemap.citizenAccounts.url, "lock", 0))
      items.append(item("Ghi phản ánh, kiến nghị", Sitemap.keyedPetitions.url, "mail", 0))
    }
    let desks = try Dossiers.deskCounts(of: person.id, in: visit.db)
    if person.holds(.specialist) {
      items.append(item("Hồ sơ cần xử lý", Sitemap.inbox.url, "file", desks.processing))
    }
    if person.holds(.specialist) || person.holds(.oneStopOfficer) {
      let asked = try PartnerWork.asked(visit).count
      items.append(item("Việc phối hợp", Sitemap.partnerWork.url, "building", asked))
    }
    if person.holds(.leader) { items.append(item("Chờ ký duyệt", Sitemap.toSign.url, "sign", desks.toSign)) }
    let nudges = try NudgesToMe.listed(visit).count
    if nudges > 0 { items.append(item("Lời nhắc, yêu cầu giải trình", Sitemap.nudges.url, "clock", nudges)) }
    let amended = try AmendedResults.count(visit)
    if amended > 0 { items.append(item("Đính chính kết quả", Sitemap.amendments.url, "sign", amended)) }
    if let own = person.agency(of: .chairman) {
      items.append(item("Việc sáng nay", Sitemap.morning.url(own), "calendar", 0))
    }
    if person.grants.contains(where: { Digests.roles.contains($0.role) }) {
      items.append(item("Bản tin việc", Sitemap.digest.url, "file", 0))
    }
    if try !Watch.agencies(.overdueLists, visit).isEmpty {
      items.append(item("Theo dõi giải quyết", Sitemap.overview.url, "clock", 0))
    }
    if try !LateFindingAccess.agencies(visit).isEmpty {
      let waiting = try LateFindingAccess.waiting(visit)
      items.append(item("Trễ trên phần mềm", Sitemap.lateFindings.url, "clock", waiting))
    }
    if person.grants.contains(where: { DirectiveAccess.roles.contains($0.role) }) {
      let owed = try DirectiveAccess(visit).owed().count
      items.append(item("Chỉ đạo, đôn đốc", Sitemap.directives.url, "warning", owed))
    }
    if try !Watch.agencies(.petitions, visit).isEmpty {
      items.append(
        item("Phản ánh, kiến nghị", Sitemap.petitions.url, "mail", try PetitionAccess(visit).waiting()))
    }
    if try !Watch.agencies(.register, visit).isEmpty {
      items.append(item("Sổ theo dõi hồ sơ", Sitemap.registers.url, "list", 0))
    }
    if person.grants.contains(where: { Rights.reach(of: $0.role, to: .search) != nil }) {
      items.append(item("Tìm hồ sơ", Sitemap.search.url, "search", 0))
    }
    if person.holds(.administrator) {
      items.append(item("Tài khoản cán bộ", Sitemap.people.url, "user", 0))
      items.append(item("Cơ quan, đơn vị", Sitemap.agencies.url, "building", 0))
      items.append(item("Danh mục thủ tục", Sitemap.adminProcedures.url, "list", 0))
      items.append(item("Lịch làm việc", Sitemap.calendar.url, "calendar", 0))
      items.append(item("Kỳ báo cáo", Sitemap.reportingRule.url, "clock", 0))
      items.append(item("Thư điện tử", Sitemap.letters.url, "inbox", 0))
    }
    return items
  }
}

extension Person {
  /// The agency at which a role is held first.
  func agency(of role: Role) -> AgencyID? { grants.first { $0.role == role }?.agency }
}
