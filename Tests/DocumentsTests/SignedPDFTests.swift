import Foundation
import Testing

@testable import Documents

/// Files made by another library (Tests/Tools/signed-papers.py), stamped at 09:30 on 20/11/2026.
@Suite("What a result file proves about its time (F004-01, decision 17)") struct SignedPDFTests {
  private let anchors = TrustAnchors(folder: Self.folder)
  private static let folder = "Tests/DocumentsTests/Signed"
  private static let stamped: Int64 = 1_795_141_800

  private func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(name).pdf")))
  }

  private func marks(_ name: String) throws -> [SignedPDF.Mark] {
    SignedPDF.marks(in: try bytes(name), trusting: anchors)
  }

  @Test("A time-stamp of a trusted authority on the signature, or on the file, holds")
  func timestamps() throws {
    #expect(anchors.count == 1)
    let inSignature = try marks("timestamped")
    #expect(inSignature.first == SignedPDF.Mark(kind: .timestamp, seconds: Self.stamped, holds: true))
    #expect(inSignature.contains { $0.kind == .signature && $0.holds })
    #expect(
      try marks("document-timestamp").first
        == SignedPDF.Mark(kind: .timestamp, seconds: Self.stamped, holds: true))
  }

  @Test("A signature of somebody vouched for holds, its time is the signer's word")
  func signature() throws {
    let marks = try marks("signed").filter { $0.kind != .fileDate }
    #expect(marks.map(\.kind) == [.signature])
    #expect(marks.first?.holds == true)
  }

  @Test("A time-stamp of an authority that is not trusted does not hold")
  func strange() throws {
    let stamp = try marks("strange").first { $0.kind == .timestamp }
    #expect(stamp == SignedPDF.Mark(kind: .timestamp, seconds: Self.stamped, holds: false))
    let nobody = TrustAnchors(folder: "Tests/DocumentsTests")
    #expect(nobody.count == 0)
    for name in ["timestamped", "document-timestamp", "signed"] {
      #expect(SignedPDF.marks(in: try bytes(name), trusting: nobody).allSatisfy { !$0.holds })
    }
  }

  @Test("One changed byte in what is signed, or anything added behind it, and nothing holds")
  func changed() throws {
    for name in ["timestamped", "document-timestamp", "signed"] {
      var changed = try bytes(name)
      changed[20] ^= 1
      #expect(SignedPDF.marks(in: changed, trusting: anchors).allSatisfy { !$0.holds }, "\(name)")
      let longer = try bytes(name) + Array("\n5 0 obj\n<< >>\nendobj\n".utf8)
      #expect(SignedPDF.marks(in: longer, trusting: anchors).allSatisfy { !$0.holds }, "\(name)")
      #expect(
        SignedPDF.marks(in: try bytes(name) + [0x0A], trusting: anchors).contains { $0.holds }, "\(name)")
    }
  }

  @Test("Dates of the file are read in Viet Nam's time or in their own zone, and never hold")
  func dates() throws {
    #expect(
      try marks("plain") == [
        SignedPDF.Mark(kind: .fileDate, seconds: 1_795_050_000, holds: false),
        SignedPDF.Mark(kind: .fileDate, seconds: 1_795_050_900, holds: false),
      ])
    func date(_ text: String) -> Int64? { PDFBytes(Array("/ModDate (\(text))\n".utf8)).date(after: 8) }
    #expect(date("D:20261119080000+07'00'") == 1_795_050_000)
    #expect(date("D:20261119080000") == 1_795_050_000)
    #expect(date("D:20261119010000Z") == 1_795_050_000)
    #expect(date("D\\07220261118170000-08'00'") == 1_795_050_000)
    #expect(date("D:20261119") == 1_795_021_200)
    #expect(date("D:2026") == nil)
    #expect(date("D:20261319080000") == nil)
  }

  @Test("Cut off, garbled or made to mislead: no crash, nothing that holds")
  func hostile() throws {
    let whole = try bytes("timestamped")
    for length in stride(from: 0, to: whole.count - 1, by: 97) {
      #expect(SignedPDF.marks(in: Array(whole.prefix(length)), trusting: anchors).allSatisfy { !$0.holds })
    }
    for range in [
      "[0 1 2 999999999]", "[0 10 5 1]", "[0 -1 2 3]", "[1 2 3 4]", "[]", "[0 9999999999999 1 1]",
      "[0 5 5 5]",
    ] {
      let text = "%PDF-1.7\n1 0 obj << /ByteRange \(range) /Contents <00> >> endobj"
      #expect(SignedPDF.marks(in: Array(text.utf8), trusting: anchors).isEmpty)
    }
    #expect(
      SignedPDF.marks(in: Array("not a pdf /ModDate (D:20261119080000)".utf8), trusting: anchors).isEmpty)
  }
}
