import Foundation
import Testing

@testable import Documents

/// Sheets that people send: what a spreadsheet holds, what a text file holds, and what is refused before it is unpacked.
@Suite struct SheetReaderTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/motcua-sheets-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func read(_ text: String) throws -> [[String]] {
    try SheetReader.text(Array(text.utf8)).map { $0.cells.map(\.words) }
  }

  private func fault(_ bytes: [UInt8]) throws -> SheetReader.Fault? {
    let path = "\(folder)/\(UUID().uuidString)"
    try Data(bytes).write(to: URL(filePath: path))
    do throws(SheetReader.Fault) { _ = try SheetReader.rows(of: path) } catch { return error }
    return nil
  }

  @Test("a workbook as our own library writes it: text, numbers, the place of rows")
  func workbook() throws {
    let path = folder + "/a.xlsx"
    let sheet = try Spreadsheet(
      path: path, temporaryFolder: folder, name: "S", heading: ["Quyết định 1223"],
      columns: [.init("Mã", width: 10), .init("Chỉ tiêu", width: 10), .init("Ghi chú", width: 10)])
    try sheet.append([.text("H56.20.01"), .percent(tenths: 625), .text("=1+1 & <b>")])
    try sheet.append([.empty, .empty, .empty])
    try sheet.append([.text("H56.20.02"), .number(70), .empty])
    try sheet.close()
    let rows = try SheetReader.rows(of: path)
    #expect(rows.map(\.number) == [1, 2, 3, 5])
    #expect(rows[1].cells == [.text("Mã"), .text("Chỉ tiêu"), .text("Ghi chú")])
    #expect(rows[2].cells == [.text("H56.20.01"), .number(0.625), .text("=1+1 & <b>")])
    #expect(rows[3].cells == [.text("H56.20.02"), .number(70)] && rows[3][7].isEmpty)
  }

  @Test(
    "separated values: semicolon, tab or comma by the first line, quotes, a mark of the byte order, lines within quotes"
  )
  func text() throws {
    #expect(try read("a;b\r\n1;2,5\r\n") == [["a", "b"], ["1", "2,5"]])
    #expect(try read("a\tb\n\n1\t \n") == [["a", "b"], ["1"]])
    #expect(
      try read("\u{FEFF}\"a,x\",\"say \"\"b\"\"\"\n\"1\n2\",3") == [["a,x", "say \"b\""], ["1\n2", "3"]])
    #expect(try read("") == [])
    #expect(try SheetReader.text(Array("a\n\n\nb".utf8)).map(\.number) == [1, 4])
  }

  @Test("what is no sheet, too large, not UTF-8 or has an open quote")
  func refused() throws {
    #expect(try fault([0xD0, 0xCF, 0x11, 0xE0, 0xA1]) == .notASheet)
    #expect(try fault(Array("%PDF-1.7".utf8)) == .notASheet)
    #expect(try fault([0x61, 0, 0x62]) == .notASheet)
    #expect(try fault([0xFF, 0xFE]) == .notUTF8)
    #expect(try fault(Array("a,b\n\"c".utf8)) == .openQuote(2))
    #expect(try fault(Array("a,\"b\"c".utf8)) == .openQuote(1))
    #expect(try fault([UInt8](repeating: 0x61, count: SheetReader.Limits.part + 1)) == .tooLarge)
    #expect(try fault(Array(String(repeating: "a\n", count: SheetReader.Limits.rows + 1).utf8)) == .tooLarge)
    #expect(
      try fault(Array(String(repeating: "a,", count: SheetReader.Limits.columns + 1).utf8)) == .tooLarge)
    #expect(try fault([0x50, 0x4B, 0x03, 0x04, 1, 2, 3]) == .broken)
  }

  /// Made by Python's zipfile, whose archives are not our library's.
  private func archive(_ parts: [(String, String)]) throws -> String {
    let (script, path) = (folder + "/make.py", folder + "/\(UUID().uuidString).xlsx")
    let list = try JSONSerialization.data(withJSONObject: parts.map { [$0.0, $0.1] })
    try list.write(to: URL(filePath: folder + "/parts.json"))
    try """
    import json, sys, zipfile
    with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in json.load(open(sys.argv[1])):
            z.writestr(name, text.encode() if not text.startswith("!") else b"<a>" + b" " * int(text[1:]) + b"</a>")
    """.write(toFile: script, atomically: true, encoding: .utf8)
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments = ["python3", script, folder + "/parts.json", path]
    try python.run()
    python.waitUntilExit()
    return path
  }

  private static let book = """
    <workbook xmlns:r="r"><sheets><sheet name="a" r:id="rId7"/></sheets></workbook>
    """
  private static let links =
    "<Relationships><Relationship Id=\"rId7\" Target=\"worksheets/sheet9.xml\"/></Relationships>"

  private func parts(_ sheet: String) -> [(String, String)] {
    [
      ("xl/workbook.xml", Self.book), ("xl/_rels/workbook.xml.rels", Self.links),
      ("xl/worksheets/sheet9.xml", sheet),
    ]
  }

  @Test("inline text, runs, gaps between cells, rows without numbers")
  func inline() throws {
    let path = try archive(
      parts(
        """
        <worksheet><sheetData><row><c r="B1" t="inlineStr"><is><r><t>Mã </t></r><r><t>đơn vị</t></r></is></c></row>
        <row r="4"><c r="A4"><v>3</v></c><c r="D4" t="str"><v>x</v></c></row></sheetData></worksheet>
        """))
    let rows = try SheetReader.rows(of: path)
    #expect(rows.map(\.number) == [1, 4])
    #expect(rows[0].cells == [.text(""), .text("Mã đơn vị")])
    #expect(rows[1].cells == [.number(3), .text(""), .text(""), .text("x")])
  }

  @Test("entities, a document type, a part that unpacks without end, too many parts, no sheet at all")
  func hostile() throws {
    func fault(_ parts: [(String, String)]) throws -> SheetReader.Fault? {
      let path = try archive(parts)
      do throws(SheetReader.Fault) { _ = try SheetReader.rows(of: path) } catch { return error }
      return nil
    }
    let entity = "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet><sheetData/></worksheet>"
    #expect(try fault(parts(entity)) == .hasEntities)
    #expect(try fault(parts("<worksheet><!ELEMENT a ANY><sheetData/></worksheet>")) == .hasEntities)
    let depth = 100_000
    let deep = String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    let hidden = String(repeating: "<a><?x > </b> ?>", count: depth)
    #expect(try fault(parts("<worksheet>\(hidden)")) == .hasEntities)
    #expect(try fault(parts("<worksheet>\(deep)<sheetData/></worksheet>")) == .broken)
    #expect(try fault(parts("!\(SheetReader.Limits.part + 9)")) == .tooLarge)
    #expect(try fault((0...SheetReader.Limits.parts).map { ("a\($0)", "b") }) == .tooLarge)
    #expect(try fault([("a", "b")]) == .broken)
    #expect(try fault(parts("<worksheet><sheetData><row>")) == .broken)
    #expect(
      try fault(parts("<worksheet><sheetData><row><c r=\"ZZZ1\"><v>1</v></c></row></sheetData></worksheet>"))
        == .tooLarge)
  }
}
