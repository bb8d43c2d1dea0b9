import Templating
import Testing

@Suite struct CatalogueTests {
  let catalogue = Catalogue([
    .english: ["Hồ sơ không tồn tại": "No such dossier", "Còn {n} ngày": "{n} days left"]
  ])

  @Test func translatesAndFallsBackToVietnamese() {
    #expect(catalogue.text("Hồ sơ không tồn tại", .english) == "No such dossier")
    #expect(catalogue.text("Hồ sơ không tồn tại", .vietnamese) == "Hồ sơ không tồn tại")
    #expect(catalogue.text("Tra cứu", .english) == "Tra cứu")
    #expect(catalogue.translation(of: "Tra cứu", .english) == nil)
    #expect(catalogue.languages == [.vietnamese, .english])
  }

  @Test func fillsPlaceholdersWithoutEscaping() {
    #expect(catalogue.text("Còn {n} ngày", ["n": "<3>"], .english) == "<3> days left")
    #expect(catalogue.text("Còn {n} ngày", ["n": "3"], .vietnamese) == "Còn 3 ngày")
    #expect(catalogue.text("Còn {n} ngày", [:], .vietnamese) == "Còn {n} ngày")
    #expect(catalogue.text("{a} và {a b} {", ["a": "x"], .vietnamese) == "x và {a b} {")
  }

  @Test func readsTheFilesOfAFolder() throws {
    let folder = try Folder(["messages/en.json": #"{"Tìm": "Search"}"#, "messages/README.md": "not a table"])
    let catalogue = try Catalogue.load(folder.path)
    #expect(catalogue.text("Tìm", .english) == "Search")
    #expect(try Catalogue.load(folder.path + "/nowhere").languages == [.vietnamese])
  }

  @Test func tellsEveryFaultOfEveryFile() throws {
    let folder = try Folder([
      "messages/en.json": "{\n  \"Tìm\": \"Search {what}\",\n  \"Còn {n} ngày\": \"days left\"\n}",
      "messages/fr.json": #"{"Tìm": ["Chercher"]}"#,
    ])
    let faults = #expect(throws: TemplateFaults.self) { try Catalogue.load(folder.path) }?.faults ?? []
    #expect(
      faults.prefix(2).map(\.description) == [
        "messages/en.json:2:3: “Search {what}” must have the placeholders of its Vietnamese text: none",
        "messages/en.json:3:3: “days left” must have the placeholders of its Vietnamese text: {n}",
      ])
    #expect(faults.last?.place == Place(file: "messages/fr.json", line: 0, column: 0))
    #expect(faults.count == 3)
  }
}
