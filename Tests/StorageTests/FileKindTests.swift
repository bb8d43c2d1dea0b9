import Testing

@testable import Storage

@Suite struct FileKindTests {
  /// The kind of a file with these bytes.
  private func kind(_ bytes: [UInt8]) throws -> FileKind? {
    try withFolder { folder in
      try write(["file": bytes], in: folder)
      return try FileKind(ofFileAt: folder + "/file")
    }
  }

  @Test(
    arguments: [
      ("%PDF-1.4\n%âãÏÓ", .pdf), ("%PDF-2.0", .pdf), ("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ", .webp),
      ("\n%PDF-1.4", nil), ("%PDF", nil), ("RIFF\u{1}\u{2}\u{3}\u{4}WAVE", nil), ("RIFF", nil), ("", nil),
      ("Tờ khai đăng ký khai sinh", nil), ("<!DOCTYPE html><html>", nil), ("<script>alert(1)</script>", nil),
      ("<svg xmlns='http://www.w3.org/2000/svg'>", nil), ("<?xml version='1.0'?>", nil), ("#!/bin/sh\n", nil),
      ("MZ\u{0}\u{3}", nil), ("\u{7f}ELF", nil), ("GIF89a", nil), ("{\\rtf1", nil), ("Rar!\u{1a}\u{7}", nil),
      ("7z", nil), ("PK\u{3}\u{4}", nil), ("\u{0}\u{0}\u{0}\u{18}ftypheic", nil), ("II*\u{0}", nil),
    ] as [(String, FileKind?)])
  func byFirstBytesOfText(head: String, expected: FileKind?) throws {
    let found = try kind(Array(head.utf8))
    #expect(found == expected)
  }

  @Test(
    arguments: [
      ([0xff, 0xd8, 0xff, 0xe0], .jpeg), ([0xff, 0xd8, 0xff, 0xe1], .jpeg), ([0xff, 0xd8], nil),
      ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0], .png), ([0x89, 0x50, 0x4e, 0x47], nil),
      ([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], nil),
    ] as [([UInt8], FileKind?)])
  func byFirstBytes(head: [UInt8], expected: FileKind?) throws {
    let found = try kind(head)
    #expect(found == expected)
  }

  @Test(
    arguments: [
      (["[Content_Types].xml", "_rels/.rels", "word/document.xml"], .docx),
      (["_rels/.rels", "xl/workbook.xml", "[Content_Types].xml"], .xlsx),
      (["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"], nil),
      (["[Content_Types].xml", "xl/workbook.xml", "xl/activeX/activeX1.bin"], nil),
      (["[Content_Types].xml", "ppt/presentation.xml"], nil), (["word/document.xml"], nil),
      (["invoice.exe"], nil), (["META-INF/MANIFEST.MF", "Main.class"], nil), ([], nil),
    ] as [([String], FileKind?)])
  func archivesByTheirNames(names: [String], expected: FileKind?) throws {
    let found = try kind(archive(names))
    #expect(found == expected)
  }

  @Test func anArchiveMayEndWithAComment() throws {
    let names = ["[Content_Types].xml", "word/document.xml"]
    let found = try kind(archive(names, comment: [UInt8](repeating: 0x20, count: 60_000)))
    #expect(found == .docx)
  }

  @Test(
    arguments: [
      (["Root Entry", "1Table", "WordDocument", "Data"], .doc), (["Root Entry", "Workbook"], .xls),
      (["Root Entry", "a", "b", "c", "d", "WordDocument"], .doc),
      (["Root Entry", "WordDocument", "a", "b", "c", "Macros"], nil),
      (["Root Entry", "Workbook", "_VBA_PROJECT_CUR"], nil), (["Root Entry", "䡀㼿䕷䑬㭪䗤䠤"], nil),
    ] as [([String], FileKind?)])
  func compoundFilesByTheirStreams(names: [String], expected: FileKind?) throws {
    let found = try kind(compoundFile(names))
    #expect(found == expected)
  }

  @Test func aDirectoryInACircleEnds() throws {
    let found = try kind(compoundFile(["WordDocument"], circle: true))
    #expect(found == nil)
  }

  @Test(arguments: [
    archive(["[Content_Types].xml", "word/document.xml"]),
    compoundFile(["WordDocument", "a", "b", "c", "d"]),
  ])
  func damagedFilesDoNoHarm(bytes: [UInt8]) throws {
    try withFolder { folder in
      for cut in stride(from: 0, to: bytes.count, by: 7) {
        try write(["file": Array(bytes.prefix(cut))], in: folder)
        _ = try FileKind(ofFileAt: folder + "/file")
      }
      for position in stride(from: 8, to: min(bytes.count, 640), by: 1) {
        var changed = bytes
        changed[position] = 0xff
        try write(["file": changed], in: folder)
        _ = try FileKind(ofFileAt: folder + "/file")
      }
    }
  }

  @Test func whatABrowserIsTold() {
    #expect(FileKind.allCases.filter(\.isInline) == [.pdf, .jpeg, .png, .webp])
    #expect(Set(FileKind.allCases.map(\.mediaType)).count == FileKind.allCases.count)
    #expect(FileKind.jpeg.fileExtension == "jpg" && FileKind.docx.fileExtension == "docx")
  }
}

/// A number in little-endian bytes.
private func little(_ value: Int, _ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// A ZIP archive of empty files.
private func archive(_ names: [String], comment: [UInt8] = []) -> [UInt8] {
  var local: [UInt8] = []
  var central: [UInt8] = []
  for name in names {
    let name = Array(name.utf8)
    let common = little(20, 2) + [UInt8](repeating: 0, count: 20) + little(name.count, 2) + little(0, 2)
    central += [0x50, 0x4b, 1, 2] + little(20, 2) + common + [UInt8](repeating: 0, count: 10)
    central += little(local.count, 4) + name
    local += [0x50, 0x4b, 3, 4] + common + name
  }
  let end = [0x50, 0x4b, 5, 6] + little(0, 4) + little(names.count, 2) + little(names.count, 2)
  return local + central + end + little(central.count, 4) + little(local.count, 4)
    + little(comment.count, 2) + comment
}

/// A compound file: header, one sector of allocation table, then the directory.
private func compoundFile(_ names: [String], circle: Bool = false) -> [UInt8] {
  var header: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
  header += [UInt8](repeating: 0, count: 22) + little(9, 2) + [UInt8](repeating: 0, count: 16) + little(1, 4)
  header += [UInt8](repeating: 0, count: 76 - header.count) + little(0, 4)
  header += [UInt8](repeating: 0xff, count: 512 - header.count)

  let sectors = (names.count + 3) / 4
  var table = little(0xffff_fffd, 4)
  for sector in 1...sectors { table += little(sector < sectors ? sector + 1 : circle ? 1 : 0xffff_fffe, 4) }
  table += [UInt8](repeating: 0xff, count: 512 - table.count)

  var directory: [UInt8] = []
  for name in names {
    let units = name.utf16.flatMap { little(Int($0), 2) }
    directory += units + [UInt8](repeating: 0, count: 64 - units.count) + little(units.count + 2, 2)
    directory += [UInt8](repeating: 0, count: 62)
  }
  return header + table + directory + [UInt8](repeating: 0, count: sectors * 512 - directory.count)
}
