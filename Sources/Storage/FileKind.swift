import Glibc

/// What an uploaded file is, by its content. Its name and the browser's word count for nothing.
///
/// Accepted is what an office can open on any desk: scans, photos and the two Office formats, old and
/// new, without macros. Refused is everything else: text, HTML, SVG and executables, which could act
/// in the portal's origin or on the officer's machine; archives, which hide them; HEIC, which no
/// browser shows (a telephone converts it by itself when only JPEG is asked for); GIF and TIFF.
public enum FileKind: String, Sendable, CaseIterable {
  case pdf, jpeg, png, webp, docx, xlsx, doc, xls

  /// What to send as Content-Type.
  public var mediaType: String {
    switch self {
    case .pdf: "application/pdf"
    case .jpeg: "image/jpeg"
    case .png: "image/png"
    case .webp: "image/webp"
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .doc: "application/msword"
    case .xls: "application/vnd.ms-excel"
    }
  }

  /// The extension of a downloaded file, without the dot.
  public var fileExtension: String { self == .jpeg ? "jpg" : rawValue }

  /// Whether a browser may show it; everything else is only downloaded.
  public var isInline: Bool {
    switch self {
    case .pdf, .jpeg, .png, .webp: true
    case .docx, .xlsx, .doc, .xls: false
    }
  }

  /// The kind of a file; nil if it is not accepted.
  public init?(ofFileAt path: String) throws {
    let file = try OpenFile(path)
    let head = try file.read(at: 0, count: 512)
    if let kind = Self.simple(head) {
      self = kind
    } else if head.starts(with: ZipDirectory.magic), let kind = try ZipDirectory.kind(of: file) {
      self = kind
    } else if head.starts(with: CompoundFile.magic), let kind = try CompoundFile.kind(of: file, head) {
      self = kind
    } else {
      return nil
    }
  }

  /// Kinds that the first bytes tell.
  private static func simple(_ head: [UInt8]) -> FileKind? {
    if head.starts(with: Array("%PDF-".utf8)) { return .pdf }
    if head.starts(with: [0xff, 0xd8, 0xff]) { return .jpeg }
    if head.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) { return .png }
    let isRIFF = head.starts(with: Array("RIFF".utf8))
    return isRIFF && head.dropFirst(8).starts(with: Array("WEBP".utf8)) ? .webp : nil
  }
}

/// The names in a ZIP archive, which tell an Office Open XML document (ECMA-376 part 2).
private enum ZipDirectory {
  static let magic: [UInt8] = [0x50, 0x4b, 0x03, 0x04]
  private static let endMagic: [UInt8] = [0x50, 0x4b, 0x05, 0x06]
  private static let entryMagic: [UInt8] = [0x50, 0x4b, 0x01, 0x02]
  /// A document has a few dozen entries; a directory of more than a megabyte is something else.
  private static let largestDirectory = 1 << 20

  static func kind(of file: borrowing OpenFile) throws -> FileKind? {
    let names = try names(in: file)
    guard names.contains("[Content_Types].xml") else { return nil }
    // Macros and embedded programs run on the officer's machine.
    let isActive = names.contains { $0.hasSuffix("vbaProject.bin") || $0.contains("/activeX/") }
    if isActive { return nil }
    if names.contains(where: { $0.hasPrefix("word/") }) { return .docx }
    return names.contains { $0.hasPrefix("xl/") } ? .xlsx : nil
  }

  private static func names(in file: borrowing OpenFile) throws -> [String] {
    let size = try file.size()
    // The end record has 22 bytes and a comment of up to 65,535.
    let tail = try file.read(at: max(0, size - 65_557), count: min(size, 65_557))
    let last = tail.indices.dropLast(21).last { tail[$0...].starts(with: endMagic) }
    guard let end = last else { return [] }
    let length = tail.little(end + 12, 4)
    guard length <= largestDirectory else { return [] }
    return entries(try file.read(at: tail.little(end + 16, 4), count: length))
  }

  private static func entries(_ directory: [UInt8]) -> [String] {
    var names: [String] = []
    var offset = 0
    while offset + 46 <= directory.count, directory[offset...].starts(with: entryMagic) {
      let nameEnd = offset + 46 + directory.little(offset + 28, 2)
      guard nameEnd <= directory.count else { break }
      names.append(String(decoding: directory[(offset + 46)..<nameEnd], as: UTF8.self))
      offset = nameEnd + directory.little(offset + 30, 2) + directory.little(offset + 32, 2)
    }
    return names
  }
}

/// The streams of a compound file ([MS-CFB]), which tell Word and Excel of before 2007 from other
/// uses of the container, such as installers.
private enum CompoundFile {
  static let magic: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
  /// Directory sectors followed at most; a document has a handful.
  private static let mostSectors = 64

  static func kind(of file: borrowing OpenFile, _ head: [UInt8]) throws -> FileKind? {
    let names = try names(in: file, head)
    // Where Word and Excel keep macros.
    if names.contains("Macros") || names.contains("_VBA_PROJECT_CUR") { return nil }
    if names.contains("WordDocument") { return .doc }
    return names.contains("Workbook") ? .xls : nil
  }

  private static func names(in file: borrowing OpenFile, _ head: [UInt8]) throws -> Set<String> {
    guard head.count == 512, [9, 12].contains(head.little(30, 2)) else { return [] }
    let sectorSize = 1 << head.little(30, 2)
    var names: Set<String> = []
    var sector = head.little(48, 4)
    for _ in 0..<mostSectors {
      let bytes = try file.read(at: (sector + 1) * sectorSize, count: sectorSize)
      guard bytes.count == sectorSize else { return names }
      for entry in stride(from: 0, to: sectorSize, by: 128) { names.insert(name(bytes, entry)) }
      guard let next = try self.sector(after: sector, file, head, sectorSize) else { return names }
      sector = next
    }
    return []  // a chain without an end
  }

  /// The next sector of a chain, from the allocation table; its first 109 sectors are named in the
  /// header, enough for 7 MB of 512-byte sectors, before which Word writes the directory.
  private static func sector(
    after sector: Int, _ file: borrowing OpenFile, _ head: [UInt8], _ sectorSize: Int
  ) throws -> Int? {
    let perSector = sectorSize / 4
    guard sector / perSector < 109 else { return nil }
    let table = head.little(76 + 4 * (sector / perSector), 4)
    let offset = (table + 1) * sectorSize + 4 * (sector % perSector)
    let entry = try file.read(at: offset, count: 4)
    guard entry.count == 4 else { return nil }
    let next = entry.little(0, 4)
    return next < 0xffff_fffa ? next : nil
  }

  /// A directory entry's name: UTF-16, its length with the closing zero at offset 64.
  private static func name(_ sector: [UInt8], _ entry: Int) -> String {
    let count = max(min(sector.little(entry + 64, 2), 64) / 2 - 1, 0)
    let units = (0..<count).map { UInt16(sector.little(entry + 2 * $0, 2)) }
    return String(decoding: units, as: UTF16.self)
  }
}

extension [UInt8] {
  /// An unsigned little-endian number of so many bytes.
  fileprivate func little(_ offset: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(self[offset + $1]) << (8 * $1) }
  }
}
