import Storage
import Workflow

/// A point of an agency as an administrator typed it, valid or not.
struct PointEntry: Sendable {
  var name = ""
  var address = ""
  var opening = ""
  var from = ""
  var to = ""

  init(today: Day) { from = today.vietnamese }

  init(_ point: ServicePoint) {
    name = point.name
    address = point.address
    opening = point.opening
    from = point.days.from.vietnamese
    to = point.days.to?.vietnamese ?? ""
  }

  init(_ visit: Visit) {
    name = visit.field("name")
    address = visit.field("address")
    opening = visit.field("opening")
    from = visit.field("from")
    to = visit.field("to")
  }

  func inputs(_ visit: Visit, problems: [Problem] = []) -> [InputModel] {
    [
      InputModel(
        id: "name", label: visit.text("Tên điểm"), value: name,
        hint: visit.text("Như người dân gọi, ví dụ Điểm Cát Tân."), isRequired: true),
      InputModel(id: "address", label: visit.text("Địa chỉ"), value: address, isRequired: true),
      InputModel(
        id: "opening", label: visit.text("Giờ mở cửa của điểm"), value: opening,
        hint: visit.text("Ghi bằng lời, ví dụ mở sáng thứ Ba, thứ Năm. Để trống nếu theo giờ của cơ quan.")),
      InputModel(
        id: "from", label: visit.text("Mở từ ngày"), value: from, hint: visit.text("Theo mẫu 21/11/2026."),
        isRequired: true, width: "w-10"),
      InputModel(
        id: "to", label: visit.text("Mở đến hết ngày"), value: to,
        hint: visit.text("Để trống khi điểm còn mở."), width: "w-10"),
    ].map { $0.marked(problems) }
  }

  func problems(_ visit: Visit) -> [Problem] {
    var problems = Problems(visit)
    let (first, last) = (Day(vietnamese: from), Day(vietnamese: to))
    problems.check((1...100).contains(name.codePoints), "name", "Tên điểm: từ 1 đến 100 ký tự.")
    problems.check((1...300).contains(address.codePoints), "address", "Địa chỉ: từ 1 đến 300 ký tự.")
    problems.check(opening.codePoints <= 200, "opening", "Giờ mở cửa của điểm: nhiều nhất 200 ký tự.")
    problems.check(first != nil, "from", "Mở từ ngày: theo mẫu 21/11/2026.")
    problems.check(
      to.isEmpty || (last.map { last in first.map { last >= $0 } ?? true } ?? false), "to",
      "Mở đến hết ngày: theo mẫu 21/11/2026, không trước ngày mở.")
    return problems.found
  }

  /// What is stored; nil while the first day is unusable.
  var facts: ServicePoints.Facts? {
    Day(vietnamese: from).map { first in
      ServicePoints.Facts(
        name: name, address: address, opening: opening,
        days: ClosedDays(from: first, to: Day(vietnamese: to)))
    }
  }

  /// The problem of a name that another point has.
  static func nameTaken(_ visit: Visit) -> Problem {
    Problem(field: "name", message: visit.text("Cơ quan đã có điểm mang tên này."))
  }
}
