import Workflow

/// The columns of the tables on the page of a new revision.
enum RevisionColumns {
  typealias Column = TypedTable.Column

  static func papers(_ visit: Visit) -> [Column] {
    let kinds = [
      Choice("submit", visit.text("nộp")), Choice("show", visit.text("xuất trình")),
      Choice("note", visit.text("ghi chú")),
    ]
    return [
      Column(id: "id", label: "", kind: .hidden),
      Column(id: "name", label: visit.text("Tên giấy tờ"), kind: .lines),
      Column(id: "group", label: visit.text("Trường hợp")),
      Column(id: "kind", label: visit.text("Nộp hay xuất trình"), kind: .choice(kinds)),
      Column(id: "required", label: visit.text("Bắt buộc"), kind: .check),
      Column(id: "isForm", label: visit.text("Là tờ khai"), kind: .check),
      Column(id: "originals", label: visit.text("Bản chính"), kind: .line(width: "w-4")),
      Column(id: "certified", label: visit.text("Chứng thực"), kind: .line(width: "w-4")),
      Column(id: "photocopies", label: visit.text("Bản chụp"), kind: .line(width: "w-4")),
    ]
  }

  static func times(_ visit: Visit) -> [Column] {
    [
      Column(id: "channel", label: visit.text("Hình thức nộp"), kind: .choice(channels(visit))),
      Column(id: "case", label: visit.text("Trường hợp")),
      Column(id: "legal", label: visit.text("Theo quy định"), kind: .line(width: "w-4")),
      Column(id: "legalUnit", label: visit.text("Đơn vị"), kind: .choice(TypedLimit.units(visit))),
      Column(id: "committed", label: visit.text("Cam kết"), kind: .line(width: "w-4")),
      Column(id: "committedUnit", label: visit.text("Đơn vị"), kind: .choice(TypedLimit.units(visit))),
    ]
  }

  static func fees(_ visit: Visit) -> [Column] {
    let kinds = [Choice("charge", visit.text("Phí")), Choice("duty", visit.text("Lệ phí"))]
    return [
      Column(id: "name", label: visit.text("Nội dung thu"), kind: .lines),
      Column(id: "kind", label: visit.text("Loại"), kind: .choice(kinds)),
      Column(
        id: "amount", label: visit.text("Mức thu (đồng; 0 là miễn phí, trống là chưa có dữ liệu)"),
        kind: .line(width: "w-10")),
      Column(id: "per", label: visit.text("Mỗi"), kind: .line(width: "w-10")),
      Column(id: "channel", label: visit.text("Hình thức nộp"), kind: .choice(channels(visit))),
      Column(id: "province", label: visit.text("HĐND tỉnh quy định"), kind: .check),
      Column(id: "note", label: visit.text("Ghi chú"), kind: .lines),
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
