import Storage
import Templating
import Workflow

/// The tabs of a leader's desk: results to sign, letters of apology to sign, what will be late soon.
struct LeaderTabs: TemplateModel {
  var tabs: [Counter.Tab]

  static var fields: [Field<LeaderTabs>] { [.list("tabs", \.tabs)] }

  init(_ current: Address, _ visit: Visit) throws {
    let charge = try visit.charge()
    let calendar = try visit.reference().calendar
    let late = try Dossiers.lateCounts(
      charge, until: Dossier.apologyHorizon(at: visit.now, calendar), in: visit.db)
    let toSign = try Dossiers.deskCounts(of: visit.person().id, in: visit.db).toSign
    let all: [(Address, String, Int)] = [
      (Sitemap.toSign, "Kết quả chờ ký", toSign), (Sitemap.apologies, "Thư xin lỗi chờ ký", late.toApologise),
      (Sitemap.expiring, "Sắp hết hạn, chưa xin lỗi", late.expiring),
    ]
    tabs = all.map { address, label, count in
      Counter.Tab(
        label: visit.text(label), url: address.url, count: count, isCurrent: address.url == current.url)
    }
  }
}

extension Visit {
  /// The dossiers a leader answers for where he leads first: an agency's, or a department's part of them.
  func charge() throws -> Dossiers.Charge {
    let person = try person()
    guard let held = person.agency(of: .leader), let agency = try reference().agency(held) else {
      throw NotAllowed()
    }
    let fields = person.fields(of: .leader, at: held)
    guard agency.kind == .department, let parent = agency.parent else {
      return Dossiers.Charge(agency: held, fields: fields)
    }
    return Dossiers.Charge(agency: parent, unit: held, fields: fields)
  }
}
