import Testing

@testable import Workflow

/// What may change in a form when a slip is answered, and what is wrong then.
@Suite("Mending a filled-in form") struct MendingTests {
  private let day = Day(year: 2026, month: 9, day: 8)

  private var form: FormDescription {
    var mother = FormField("mother", "Người mẹ", .person)
    mother.requiredParts = [.fullName]
    var place = FormField("place", "Nơi sinh", .choice, required: true)
    place.options = [FieldOption("home", "Ở nhà"), FieldOption("clinic", "Cơ sở y tế")]
    var clinic = FormField("clinic", "Tên cơ sở", .text, required: true)
    clinic.condition = Condition("place", .anyOf(["clinic"]))
    var bed = FormField("bed", "Giường", .text)
    bed.condition = Condition("clinic", .answered(true))
    var until = FormField("until", "Đến ngày", .date, required: true)
    until.notBefore = "from"
    var rows = FormField("rows", "Thành viên", .table)
    rows.columns = [FormField("name", "Tên", .text, required: true)]
    return FormDescription(
      id: "thu", title: "Thử",
      sections: [
        FormSection(title: "Một", fields: [mother, place, clinic, bed]),
        FormSection(
          title: "Hai", fields: [FormField("from", "Từ ngày", .date, required: true), until, rows]),
        FormSection(
          title: "Ba", condition: Condition("place", .anyOf(["clinic"])),
          fields: [FormField("doctor", "Bác sĩ", .text)]),
      ])
  }

  private var filed: FormAnswers {
    FormAnswers([
      "mother.fullName": ["Lò Thị Mai"], "place": ["home"], "from": ["01/02/2026"], "until": ["05/02/2026"],
      "rows.1.name": ["An"],
    ])
  }

  private func mend(
    _ names: Set<String>, _ typed: [String: [String]]
  ) -> (answers: FormAnswers, problems: [String]) {
    let result = form.mended(filed, with: FormAnswers(typed), in: MendedParts(names, of: form), on: day)
    return (result.answers, result.problems.map(\.path))
  }

  @Test("a slip names the parts of persons, whole places and tables, and what applies")
  func parts() {
    let parts = form.parts(of: filed, on: day)
    #expect(parts.map(\.path).contains("mother.birthDate") && parts.map(\.path).contains("mother.identity"))
    #expect(!parts.map(\.path).contains("mother.identity.number") && !parts.map(\.path).contains("clinic"))
    #expect(parts.first { $0.path == "mother.fullName" }?.label == "Người mẹ – Họ, chữ đệm, tên")
    #expect(parts.map(\.path).suffix(3) == ["from", "until", "rows"])
  }

  @Test("a part opens what stands inside it and what hangs on it, through sections too, and nothing else")
  func opened() {
    let place = MendedParts(["place"], of: form)
    for path in ["place", "clinic", "bed", "doctor"] { #expect(place.contains(path), "\(path)") }
    for path in ["mother.fullName", "from", "rows.1.name", "placement"] { #expect(!place.contains(path)) }
    let identity = MendedParts(["mother.identity"], of: form)
    #expect(identity.contains("mother.identity.number") && !identity.contains("mother.fullName"))
    #expect(MendedParts(["rows"], of: form).contains("rows.7.name"))
    #expect(!MendedParts([], of: form).contains("place"))
  }

  @Test("only opened answers are taken over, also when they are emptied")
  func onlyOpened() {
    let result = mend(["mother.fullName"], ["mother.fullName": ["Lò Thị Mây"], "from": ["09/09/2020"]])
    #expect(result.answers.text("mother.fullName") == "Lò Thị Mây" && result.problems == [])
    #expect(result.answers.text("from") == "01/02/2026")
    #expect(mend(["rows"], [:]).answers.rows(of: "rows") == [])
  }

  @Test("what is wrong in an opened part is told, and elsewhere what was not wrong before")
  func problems() {
    #expect(mend(["place"], ["place": ["clinic"]]).problems == ["clinic"])
    #expect(mend(["place"], ["place": ["clinic"], "clinic": ["Trạm y tế"]]).problems == [])
    #expect(mend(["from"], ["from": ["01/03/2026"]]).problems == ["until"])
    #expect(mend(["from"], [:]).problems == ["from"])
    var faulty = filed
    faulty["until"] = "hôm qua"
    let parts = MendedParts(["mother.fullName"], of: form)
    let typed = FormAnswers(["mother.fullName": ["Lò Thị Mây"]])
    #expect(form.mended(faulty, with: typed, in: parts, on: day).problems == [])
  }

  @Test("a form is drawn with nothing but the questions that may change")
  func only() {
    let parts = MendedParts(["mother.birthDate", "until"], of: form)
    let applied = form.applied(to: filed, on: day).only(parts.contains)
    #expect(applied.sections.map(\.section.title) == ["Một", "Hai"])
    #expect(applied.sections.flatMap(\.fields).flatMap(\.leaves).map(\.id) == ["mother.birthDate", "until"])
  }
}
