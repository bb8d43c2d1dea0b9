import Glibc
import Workflow

/// The files of demo dossiers: small valid documents with the name of the paper in them, each kept once.
///
/// A PDF prints the name without diacritics, since no font is embedded, and carries it in full as its title; the
/// pictures look like a page from afar and carry the name as a comment.
struct DemoFiles {
  private let folder: DataFolder
  private let attachments: Attachments
  private var kept: [String: DossierFiles.Kept] = [:]

  init(_ folder: DataFolder) {
    self.folder = folder
    attachments = Attachments(folder)
  }

  /// A file for a paper of that name; on disk when this returns.
  mutating func file(_ name: String, _ kind: FileKind, at moment: Moment) throws -> DossierFiles.Kept {
    let key = "\(kind.rawValue) \(name)"
    if let file = kept[key] { return file }
    let bytes = Self.bytes(name, kind)
    let hash = ContentHash(of: bytes)
    let path = "\(folder.incomingPath)/demo-\(hash.hex.prefix(16))"
    try OpenFile(path, O_WRONLY | O_CREAT | O_TRUNC).write(bytes)
    try attachments.keep(temporaryPath: path, sha256: hash, size: bytes.count, at: moment)
    let words = VietnameseText.folded(name).split { !$0.isLetter && !$0.isNumber }.prefix(6)
    let file = DossierFiles.Kept(
      sha256: hash.hex, size: bytes.count, kind: kind,
      filename: "\(words.joined(separator: "-")).\(kind.fileExtension)")
    kept[key] = file
    return file
  }

  private static func bytes(_ name: String, _ kind: FileKind) -> [UInt8] {
    switch kind {
    case .jpeg: DemoPicture(name).jpeg
    case .png: DemoPicture(name).png
    default: DemoDocument(name).pdf
    }
  }
}

/// A page of PDF 1.4.
struct DemoDocument {
  private let title: String

  init(_ title: String) { self.title = title }

  var pdf: [UInt8] {
    let lines = Self.lines(VietnameseText.folded(title).uppercased())
    let text = lines.map { "(\($0)) Tj T*" }.joined(separator: " ")
    let page =
      "BT /F1 14 Tf 18 TL 40 520 Td \(text) /F1 10 Tf T* (Ban trinh dien, khong co gia tri phap ly.) Tj ET"
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      """
      << /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 5 0 R \
      /Resources << /Font << /F1 4 0 R >> >> >>
      """,
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
      "<< /Length \(page.utf8.count) >>\nstream\n\(page)\nendstream", "<< /Title <FEFF\(hexTitle)> >>",
    ]
    return Self.file(objects)
  }

  /// The title in UTF-16, as PDF wants other letters than those of Latin 1.
  private var hexTitle: String {
    title.utf16.map { Hex.text([UInt8($0 >> 8), UInt8($0 & 255)]) }.joined()
  }

  private static func file(_ objects: [String]) -> [UInt8] {
    var text = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(text.utf8.count)
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    let entries = offsets.map { "\(Serials.padded($0, to: 10)) 00000 n \n" }.joined()
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n\(entries)"
    text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R /Info 6 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }

  /// Lines of a width that fits the page, without the signs that end a PDF text.
  private static func lines(_ text: String) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let clean = word.filter { $0.isASCII && $0 != "(" && $0 != ")" && $0 != "\\" }
      if lines[lines.count - 1].count + clean.count > 34 { lines.append("") }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + clean
    }
    return Array(lines.prefix(12))
  }
}
