import HTTPServer
import Storage
import Templating
import Workflow

/// The page on which a new revision is typed.
struct RevisionPage: TemplateModel {
  var title: String
  var code: String
  var revision: Int
  var actionURL: String
  var hidden: Hidden
  var missing: [String]
  /// Where the fields of the electronic form stand that a condition can name.
  var fieldsURL: String
  var head: [InputModel]
  var channels: [Choice]
  var tables: [TypedTableModel]
  var tail: [InputModel]
  var formURL: String
  var problems: [Problem]
  var changed: Changed?
  var notes: [NoteRow]

  static var fields: [Field<RevisionPage>] {
    [
      .text("title", \.title), .text("code", \.code), .number("revision", \.revision),
      .flag("isNew") { $0.revision == 0 }, .record("changed") { $0.changed },
      .url("actionURL", \.actionURL), .record("hidden") { $0.hidden }, .texts("missing", \.missing),
      .url("fieldsURL", \.fieldsURL), .list("head", \.head), .list("channels", \.channels),
      .list("tables", \.tables), .list("tail", \.tail), .url("formURL", \.formURL),
      .list("problems", \.problems), .list("notes", \.notes),
    ]
  }

  init(_ entry: RevisionEntry, _ visit: Visit, problems: [Problem], changed: Changed?) throws {
    let subject = entry.subject
    title = subject.isNew ? visit.text("Thêm thủ tục") : subject.base.name
    code = subject.base.code
    revision = subject.revision
    actionURL = subject.editURL
    hidden = Hidden(version: subject.revision)
    missing = subject.stored?.procedure.missingFacts.map { visit.text($0.vietnamese) } ?? []
    fieldsURL = entry.text("form").nonEmpty.map { Sitemap.formFields.url($0) } ?? ""
    head = try Self.head(entry, visit).map { $0.marked(problems) }
    channels = Channel.allCases.map {
      Choice(
        $0.rawValue, visit.text($0.vietnamese), isChosen: entry.channels.contains($0.rawValue))
    }
    tables = Self.tables(entry, visit, problems)
    tail = Self.tail(entry, visit).map { $0.marked(problems) }
    formURL = subject.base.form.map { Sitemap.adminForm.url($0) } ?? ""
    self.problems = problems
    self.changed = changed
    notes = subject.isNew ? [] : try NoteRow.list(about: "procedure \(subject.base.code)", visit)
  }

  private static func choices(_ entry: RevisionEntry, _ name: String, _ all: [(String, String)]) -> [Choice] {
    all.map { Choice($0.0, $0.1, isChosen: $0.0 == entry.text(name)) }
  }

  private static func head(_ entry: RevisionEntry, _ visit: Visit) throws -> [InputModel] {
    let reference = try visit.reference()
    let fields =
      [("", visit.text("Chọn lĩnh vực"))]
      + reference.fields.sorted { $0.value < $1.value }.map { ($0.key, $0.value) }
    let code = InputModel(
      id: "code", label: visit.text("Mã thủ tục"), value: entry.text("code"),
      hint: visit.text("Mã quốc gia, ví dụ 1.001193. Không đổi được sau khi công bố."), isRequired: true,
      width: "w-10")
    let forms = [("", visit.text("Không có"))] + reference.forms.map { ($0.form.id, $0.form.title) }
    func input(_ id: String, _ label: String, hint: String = "", width: String = "") -> InputModel {
      InputModel(
        id: id, label: visit.text(label), value: entry.text(id), hint: hint.isEmpty ? "" : visit.text(hint),
        width: width)
    }
    func choice(_ id: String, _ label: String, _ all: [(String, String)]) -> InputModel {
      InputModel(id: id, label: visit.text(label), choices: choices(entry, id, all))
    }
    return (entry.subject.isNew ? [code] : []) + [
      input("name", "Tên thủ tục"), choice("field", "Lĩnh vực", fields),
      input(
        "newField", "Lĩnh vực mới", hint: "Chỉ ghi khi không có lĩnh vực nào trong danh sách phù hợp."),
      choice(
        "level", "Mức độ",
        ServiceLevel.allCases.map { (String($0.rawValue), "\($0.numbered) – \($0.named)") }),
      choice(
        "levelVerified", "Mức độ đã đối chiếu với quyết định công bố",
        [("no", visit.text("Chưa đối chiếu")), ("yes", visit.text("Đã đối chiếu"))]),
      choice(
        "performedBy", "Cấp thực hiện",
        PerformingLevel.allCases.map { ($0.rawValue, visit.text($0.vietnamese)) }),
      input(
        "decisionNumber", "Số quyết định công bố", hint: "Ví dụ 3159/QĐ-UBND.", width: "w-20"),
      input("decisionDay", "Ngày quyết định", width: "w-10"),
      input(
        "effectiveFrom", "Có hiệu lực từ ngày",
        hint: "Hồ sơ tiếp nhận từ ngày này theo bản mới; hồ sơ cũ giữ bản cũ.", width: "w-10"),
      input("effectiveTo", "Hết hiệu lực sau ngày", hint: "Để trống khi còn hiệu lực.", width: "w-10"),
      input("responsible", "Người phụ trách"), choice("form", "Biểu mẫu điện tử", forms),
    ]
  }

  private static func tables(
    _ entry: RevisionEntry, _ visit: Visit, _ problems: [Problem]
  ) -> [TypedTableModel] {
    [
      TypedTableModel(
        entry.papers, caption: visit.text("Thành phần hồ sơ"), addLabel: visit.text("Thêm giấy tờ"),
        problems: problems),
      TypedTableModel(
        entry.times, caption: visit.text("Thời hạn giải quyết"), addLabel: visit.text("Thêm thời hạn"),
        problems: problems),
      TypedTableModel(
        entry.fees, caption: visit.text("Phí, lệ phí"), addLabel: visit.text("Thêm phí, lệ phí"),
        problems: problems),
      TypedTableModel(
        entry.results, caption: visit.text("Kết quả"), addLabel: visit.text("Thêm kết quả"),
        problems: problems),
      TypedTableModel(
        entry.steps,
        caption: visit.text("Bốn bước; để trống thời gian thì chia theo quy tắc chung"), problems: problems),
    ]
  }

  private static func tail(_ entry: RevisionEntry, _ visit: Visit) -> [InputModel] {
    let clocks = [
      (SupplementClock.restart.rawValue, visit.text("tính lại thời hạn từ khi bổ sung đủ")),
      (SupplementClock.pause.rawValue, visit.text("tạm dừng, tính tiếp khi bổ sung đủ")),
    ]
    return [
      InputModel(
        id: "supplementClock", label: visit.text("Khi yêu cầu bổ sung"),
        choices: choices(entry, "supplementClock", clocks)),
      InputModel(
        id: "verificationDays", label: visit.text("Số ngày làm việc được thêm khi xác minh"),
        value: entry.text("verificationDays"), width: "w-4"),
      InputModel(
        id: "isDelegable", label: visit.text("Ủy quyền quyết định tại quầy"),
        choices: choices(
          entry, "isDelegable",
          [
            ("", visit.text("chưa có dữ liệu")), ("yes", visit.text("được ủy quyền")),
            ("no", visit.text("không được ủy quyền")),
          ])),
      InputModel(
        id: "legalBasis", label: visit.text("Căn cứ pháp lý, mỗi dòng một văn bản"),
        value: entry.text("legalBasis"), rows: 4),
      InputModel(
        id: "conditions", label: visit.text("Yêu cầu, điều kiện"), value: entry.text("conditions"), rows: 3),
      InputModel(
        id: "notes", label: visit.text("Ghi chú nội bộ: điều chưa rõ, nguồn dữ liệu"),
        value: entry.text("notes"), rows: 3),
    ]
  }
}
