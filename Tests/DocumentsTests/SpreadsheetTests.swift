import Foundation
import Testing

@testable import Documents

/// Files that a spreadsheet program opens: typed cells, written row by row.
@Suite struct SpreadsheetTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/motcua-sheet-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func sheet(_ path: String) throws(Spreadsheet.Fault) -> Spreadsheet {
    try Spreadsheet(
      path: path, temporaryFolder: folder, name: "2026", heading: ["Sổ"],
      columns: [.init("STT", width: 6), .init("Tên", width: 30), .init("Ngày", width: 12)])
  }

  /// A part of the file, which is a ZIP archive.
  static func part(_ name: String, of file: [UInt8]) throws -> String {
    let script = """
      import io, sys, zipfile
      archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
      assert archive.testzip() is None
      sys.stdout.buffer.write(archive.read("\(name)"))
      """
    let process = BoundedProcess(
      program: "/usr/bin/python3", arguments: ["-I", "-c", script], environment: ["LANG=C.UTF-8"])
    let limits = BoundedProcess.Limits(
      seconds: 60, processorSeconds: 30, memory: 1 << 30, output: 32 << 20)
    return String(decoding: try process.run(input: file, within: limits), as: UTF8.self)
  }

  @Test func cellsHaveTypes() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/a.xlsx"
    let sheet = try sheet(path)
    try sheet.append([.number(1), .text("=1+1 <Lò Thị Mai>"), .day(year: 2026, month: 9, day: 8)])
    try sheet.append([
      .number(2), .empty, .moment(year: 2026, month: 9, day: 8, hour: 12, minute: 0),
    ])
    try sheet.close()
    let xml = try Self.part("xl/worksheets/sheet1.xml", of: Array(Data(contentsOf: URL(filePath: path))))
    // Days count from 1900: 08/09/2026 is 46273; noon adds a half.
    for cell in ["<v>1</v>", "<v>46273</v>", "<v>46273.5</v>", "=1+1 &lt;Lò Thị Mai&gt;", ">STT<", ">Sổ<"] {
      #expect(xml.contains(cell), "\(cell)")
    }
    #expect(
      !xml.contains("<f>") && xml.contains("orientation=\"landscape\"") && xml.contains("paperSize=\"9\""))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.xlsx"])
  }

  @Test func manyRowsGoToDisk() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/b.xlsx"
    let sheet = try sheet(path)
    for row in 1...20_000 { try sheet.append([.number(row), .text("Người \(row)")]) }
    try sheet.close()
    let xml = try Self.part("xl/worksheets/sheet1.xml", of: Array(Data(contentsOf: URL(filePath: path))))
    #expect(xml.contains("Người 20000") && xml.contains("<row r=\"20002\""))
  }

  @Test func aLongTextIsCutToWhatACellHolds() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sheet = try sheet(folder + "/c.xlsx")
    try sheet.append([.text(String(repeating: "ă", count: 40_000))])
    try sheet.close()
  }

  @Test func aFolderThatIsNotThereIsAFault() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sheet = try sheet(folder + "/none/d.xlsx")
    try sheet.append([.number(1)])
    #expect(throws: Spreadsheet.Fault.self) { try sheet.close() }
  }
}
