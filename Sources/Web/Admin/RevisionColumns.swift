import Workflow

/// The columns of the tables on the page of a new revision.
enum RevisionColumns {
  typealias Column = TypedTable.Column

  static func papers(_ visit: Visit) -> [Column] {
    let kinds = [
      Choice("submit", visit.text("nộp")), Choice("show", visit.text("xuất trình")),
      Choice("note", visit.text("ghi chú")),
    ]
    let (paper, demand, copies) = (
      visit.text("Giấy tờ"), visit.text("Yêu cầu"), visit.text("Số bản")
    )
    return [
      Column(id: "id", label: "", kind: .hidden),
      Column(id: "name", label: visit.text("Tên giấy tờ"), kind: .lines, group: paper),
      Column(id: "group", label: visit.text("Trường hợp"), group: paper),
      Column(id: "condition", label: visit.text("Chỉ cần khi (điều kiện)"), group: paper),
      Column(id: "template", label: visit.text("Mẫu giấy tờ"), group: paper),
      Column(id: "kind", label: visit.text("Nộp hay xuất trình"), kind: .choice(kinds), group: demand),
      Column(id: "required", label: visit.text("Bắt buộc"), kind: .check, group: demand),
      Column(id: "isForm", label: visit.text("Là tờ khai"), kind: .check, group: demand),
      Column(id: "originals", label: visit.text("Bản chính"), kind: .line(width: "w-4"), group: copies),
      Column(id: "certified", label: visit.text("Chứng thực"), kind: .line(width: "w-4"), group: copies),
      Column(id: "photocopies", label: visit.text("Bản chụp"), kind: .line(width: "w-4"), group: copies),
    ]
  }

  static func times(_ visit: Visit) -> [Column] {
    let (scope, legal, committed) = (
      visit.text("Áp dụng cho"), visit.text("Theo quy định"), visit.text("Cam kết")
    )
    let (amount, unit) = (visit.text("Số"), visit.text("Đơn vị"))
    let units = TypedTable.Kind.choice(TypedLimit.units(visit))
    return [
      Column(
        id: "channel", label: visit.text("Hình thức nộp"), kind: .choice(channels(visit)), group: scope),
      Column(id: "case", label: visit.text("Trường hợp"), group: scope),
      Column(id: "condition", label: visit.text("Khi (điều kiện)"), group: scope),
      Column(id: "legal", label: amount, kind: .line(width: "w-4"), group: legal),
      Column(id: "legalUnit", label: unit, kind: units, group: legal),
      Column(id: "committed", label: amount, kind: .line(width: "w-4"), group: committed),
      Column(id: "committedUnit", label: unit, kind: units, group: committed),
    ]
  }

  static func fees(_ visit: Visit) -> [Column] {
    let kinds = [Choice("charge", visit.text("Phí")), Choice("duty", visit.text("Lệ phí"))]
    let (what, amount, scope) = (
      visit.text("Nội dung thu"), visit.text("Mức thu"), visit.text("Áp dụng")
    )
    return [
      Column(id: "name", label: visit.text("Tên khoản thu"), kind: .lines, group: what),
      Column(id: "kind", label: visit.text("Loại"), kind: .choice(kinds), group: what),
      Column(
        id: "amount", label: visit.text("Đồng (0: miễn phí; trống: chưa có dữ liệu)"),
        kind: .line(width: "w-10"), group: amount),
      Column(id: "per", label: visit.text("Mỗi"), kind: .line(width: "w-10"), group: amount),
      Column(id: "province", label: visit.text("HĐND tỉnh quy định"), kind: .check, group: amount),
      Column(
        id: "channel", label: visit.text("Hình thức nộp"), kind: .choice(channels(visit)), group: scope),
      Column(id: "note", label: visit.text("Ghi chú"), kind: .lines, group: scope),
    ]
  }

  static func results(_ visit: Visit) -> [Column] {
    [
      Column(id: "name", label: visit.text("Tên kết quả")),
      Column(
        id: "code", label: visit.text("Mã kết quả (KQ.G15.000031)"), kind: .line(width: "w-20")),
      Column(id: "paperOnly", label: visit.text("Chỉ có bản giấy"), kind: .check),
    ]
  }

  static func steps(_ visit: Visit) -> [Column] {
    [
      Column(id: "role", label: "", kind: .hidden),
      Column(id: "name", label: visit.text("Bước")),
      Column(id: "time", label: visit.text("Thời gian"), kind: .line(width: "w-4")),
      Column(id: "unit", label: visit.text("Đơn vị"), kind: .choice(TypedLimit.units(visit))),
    ]
  }

  private static func channels(_ visit: Visit) -> [Choice] {
    [Choice("", visit.text("mọi hình thức"))]
      + Channel.allCases.map { Choice($0.rawValue, visit.text($0.vietnamese)) }
  }
}
