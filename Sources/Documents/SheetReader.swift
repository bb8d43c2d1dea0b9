import CZip
import Foundation
import XMLCoder

/// The rows of a sheet that somebody sent: the first sheet of an .xlsx file (ECMA-376) by libzip and XMLCoder, or a text file
/// of comma- or semicolon-separated values. Everything is bounded before it is unpacked, and no entity is ever expanded.
public enum SheetReader {
  /// How much is read at most.
  public enum Limits {
    /// Of a part of the file once unpacked, in bytes.
    public static let part = 2 << 20
    /// Parts of a file.
    public static let parts = 200
    /// Elements within each other: a parser goes as deep as what it is given.
    public static let depth = 32
    /// Rows, the heading included.
    public static let rows = 5_000
    /// Cells of a row.
    public static let columns = 40
    /// Characters of a cell.
    public static let text = 2_000
  }

  /// Why a file cannot be read.
  public enum Fault: Error, Sendable, Hashable {
    /// Neither .xlsx nor text.
    case notASheet
    /// More than the limits allow.
    case tooLarge
    /// It has no first sheet, or its parts are broken.
    case broken
    /// It declares a document type or entities, which no sheet needs.
    case hasEntities
    /// The text is not UTF-8.
    case notUTF8
    /// A quote that is opened and not closed, in this line.
    case openQuote(Int)
  }

  /// A row with its number in the file, the first being 1; rows without anything are left out.
  public struct Row: Sendable, Hashable {
    /// Its number.
    public let number: Int
    /// Its cells, to the last one that holds anything.
    public let cells: [Cell]

    /// A cell by its place; empty beyond the last.
    public subscript(_ column: Int) -> Cell { cells.indices.contains(column) ? cells[column] : .text("") }
  }

  /// What a cell holds.
  public enum Cell: Sendable, Hashable {
    /// Text, trimmed.
    case text(String)
    /// A number of a spreadsheet; also a date, as days since 30/12/1899.
    case number(Double)

    /// As somebody reads it.
    public var words: String {
      switch self {
      case .text(let text): text
      case .number(let number):
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
      }
    }

    /// Whether nothing stands in it.
    public var isEmpty: Bool { self == .text("") }
  }

  /// Reads a file of either kind, told apart by its first bytes.
  public static func rows(of path: String) throws(Fault) -> [Row] {
    guard let file = FileHandle(forReadingAtPath: path) else { throw .broken }
    defer { try? file.close() }
    let head = (try? file.read(upToCount: 4)) ?? Data()
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return try workbook(path) }
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) || head.starts(with: Array("%PDF".utf8)) {
      throw .notASheet
    }
    try? file.seek(toOffset: 0)
    guard let data = try? file.read(upToCount: Limits.part + 1) else { throw .broken }
    return try text(Array(data))
  }

  // MARK: Text

  static func text(_ bytes: [UInt8]) throws(Fault) -> [Row] {
    guard bytes.count <= Limits.part else { throw .tooLarge }
    guard !bytes.contains(0) else { throw .notASheet }
    guard var content = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    if content.hasPrefix("\u{FEFF}") { content.removeFirst() }
    var reader = TextReader(content)
    var rows: [Row] = []
    while let (number, cells) = try reader.next() {
      guard rows.count < Limits.rows, cells.count <= Limits.columns else { throw .tooLarge }
      if let row = row(number, cells.map { .text($0) }) { rows.append(row) }
    }
    return rows
  }

  private static func row(_ number: Int, _ cells: [Cell]) -> Row? {
    guard let last = cells.lastIndex(where: { !$0.isEmpty }) else { return nil }
    return Row(number: number, cells: Array(cells[...last]))
  }

  // MARK: Workbook

  private static func workbook(_ path: String) throws(Fault) -> [Row] {
    let archive = try Archive(path)
    let book = try archive.decode(Workbook.self, "xl/workbook.xml")
    let links = try archive.decode(Relationships.self, "xl/_rels/workbook.xml.rels")
    guard let first = book.sheets.sheet.first,
      let target = links.relationship.first(where: { $0.id == first.id })?.target
    else { throw .broken }
    let strings =
      archive.has("xl/sharedStrings.xml")
      ? try archive.decode(SharedStrings.self, "xl/sharedStrings.xml").si.map(\.words) : []
    let place = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    let sheet = try archive.decode(Worksheet.self, place)
    guard sheet.sheetData.row.count <= Limits.rows else { throw .tooLarge }
    var rows: [Row] = []
    var number = 0
    for row in sheet.sheetData.row {
      number = row.r ?? number + 1
      var cells: [Cell] = []
      for cell in row.c {
        let column = cell.r.flatMap(column) ?? cells.count
        guard column < Limits.columns else { throw .tooLarge }
        while cells.count < column { cells.append(.text("")) }
        let value = cell.value(strings)
        if column < cells.count { cells[column] = value } else { cells.append(value) }
      }
      if let row = self.row(number, cells) { rows.append(row) }
    }
    return rows
  }

  /// The place of a column: A is 0, AB is 27.
  private static func column(_ reference: String) -> Int? {
    let letters = reference.utf8.prefix { (65...90).contains($0) }
    guard (1...3).contains(letters.count) else { return nil }
    return letters.reduce(0) { $0 * 26 + Int($1) - 64 } - 1
  }
}

/// Reads separated values: the separator is the first of tab, semicolon and comma that the first line has.
private struct TextReader {
  private var rest: Substring.UnicodeScalarView
  private let separator: Unicode.Scalar
  private var line = 0

  init(_ text: String) {
    let unified = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    let first = unified.prefix { $0 != "\n" }
    separator = first.contains("\t") ? "\t" : first.contains(";") ? ";" : ","
    rest = unified[...].unicodeScalars
  }

  mutating func next() throws(SheetReader.Fault) -> (number: Int, cells: [String])? {
    guard !rest.isEmpty else { return nil }
    line += 1
    let number = line
    var cells: [String] = []
    while true {
      cells.append(trimmed(try cell(number)))
      guard let sign = rest.popFirst() else { break }
      if sign == "\n" { break }
    }
    return (number, cells)
  }

  /// Up to the separator or line break, which stays.
  private mutating func cell(_ start: Int) throws(SheetReader.Fault) -> String {
    var text = String.UnicodeScalarView()
    guard rest.first == "\"" else {
      while let scalar = rest.first, scalar != separator, scalar != "\n" {
        text.append(scalar)
        rest.removeFirst()
      }
      return String(text)
    }
    rest.removeFirst()
    while let scalar = rest.popFirst() {
      if scalar != "\"" {
        if scalar == "\n" { line += 1 }
        text.append(scalar)
      } else if rest.first == "\"" {
        text.append("\"")
        rest.removeFirst()
      } else {
        guard rest.first.map({ $0 == separator || $0 == "\n" }) ?? true else { throw .openQuote(start) }
        return String(text)
      }
    }
    throw .openQuote(start)
  }
}

private func trimmed(_ text: String) -> String {
  String(text.trimmingCharacters(in: .whitespacesAndNewlines).prefix(SheetReader.Limits.text))
}

// MARK: Parts of a workbook

private final class Archive {
  private let archive: OpaquePointer

  init(_ path: String) throws(SheetReader.Fault) {
    var code: Int32 = 0
    guard let opened = zip_open(path, ZIP_RDONLY, &code) else { throw .broken }
    archive = opened
    guard zip_get_num_entries(opened, 0) <= SheetReader.Limits.parts else { throw .tooLarge }
  }

  deinit { zip_discard(archive) }

  func has(_ name: String) -> Bool { zip_name_locate(archive, name, 0) >= 0 }

  func decode<Part: Decodable>(_ type: Part.Type, _ name: String) throws(SheetReader.Fault) -> Part {
    let bytes = try read(name)
    // UTF-8 alone is looked through; a sheet in another encoding would hide from the look.
    guard !bytes.starts(with: [0xFE, 0xFF]), !bytes.starts(with: [0xFF, 0xFE]), !bytes.contains(0) else {
      throw .broken
    }
    // A sheet needs no declaration; text that looks like one is written "&lt;!".
    guard bytes.firstRange(of: Data("<!".utf8)) == nil else { throw .hasEntities }
    // Nor an instruction but the first line, which says that it is XML.
    let instruction = Data("<?".utf8)
    if let first = bytes.firstRange(of: instruction) {
      guard bytes[first.lowerBound...].starts(with: Data("<?xml ".utf8)),
        bytes[first.upperBound...].firstRange(of: instruction) == nil
      else { throw .hasEntities }
    }
    guard Nesting.depth(of: bytes) <= SheetReader.Limits.depth else { throw .broken }
    let decoder = XMLDecoder(trimValueWhitespaces: false)
    decoder.shouldProcessNamespaces = false
    do { return try decoder.decode(type, from: bytes) } catch { throw .broken }
  }

  private func read(_ name: String) throws(SheetReader.Fault) -> Data {
    guard let file = zip_fopen(archive, name, 0) else { throw .broken }
    defer { zip_fclose(file) }
    // What the archive says of its size is not believed.
    var bytes = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = zip_fread(file, &buffer, UInt64(buffer.count))
      guard count >= 0 else { throw .broken }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<Int(count)])
      guard bytes.count <= SheetReader.Limits.part else { throw .tooLarge }
    }
  }
}

/// How deep elements stand within each other, seen without a parser.
private enum Nesting {
  static func depth(of bytes: Data) -> Int {
    var (depth, deepest, isTag, previous) = (0, 0, false, UInt8(0))
    var quote: UInt8?
    for byte in bytes {
      if let open = quote {
        if byte == open { quote = nil }
      } else if isTag {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
        case UInt8(ascii: ">"):
          isTag = false
          if previous == UInt8(ascii: "/") { depth -= 1 }
        case UInt8(ascii: "/") where previous == UInt8(ascii: "<"): depth -= 2
        case UInt8(ascii: "?") where previous == UInt8(ascii: "<"): depth -= 1
        default: break
        }
      } else if byte == UInt8(ascii: "<") {
        (isTag, depth) = (true, depth + 1)
      }
      if !isTag { deepest = max(deepest, depth) }
      previous = byte
    }
    return deepest
  }
}

private struct Workbook: Decodable {
  struct Sheets: Decodable { let sheet: [Sheet] }
  struct Sheet: Decodable {
    let id: String
    enum CodingKeys: String, CodingKey { case id = "r:id" }
  }
  let sheets: Sheets
}

private struct Relationships: Decodable {
  struct Relationship: Decodable {
    let id: String
    let target: String
    enum CodingKeys: String, CodingKey {
      case id = "Id"
      case target = "Target"
    }
  }
  let relationship: [Relationship]
  enum CodingKeys: String, CodingKey { case relationship = "Relationship" }
}

/// Text in one piece, or in runs of different looks.
private struct RichText: Decodable {
  struct Run: Decodable { let t: String? }
  let t: String?
  let r: [Run]?
  var words: String { trimmed(t ?? (r ?? []).compactMap(\.t).joined()) }
}

private struct SharedStrings: Decodable { let si: [RichText] }

private struct Worksheet: Decodable {
  struct Data: Decodable { let row: [Row] }
  struct Row: Decodable {
    let r: Int?
    let c: [Cell]
  }
  struct Cell: Decodable {
    let r: String?
    let t: String?
    let v: String?
    let `is`: RichText?

    func value(_ strings: [String]) -> SheetReader.Cell {
      switch t {
      case "s": .text(v.flatMap(Int.init).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? "")
      case "inlineStr": .text(self.is?.words ?? "")
      case nil, "n": v.map { text in Double(text).map { .number($0) } ?? .text(trimmed(text)) } ?? .text("")
      default: .text(trimmed(v ?? ""))
      }
    }
  }
  let sheetData: Data
}
