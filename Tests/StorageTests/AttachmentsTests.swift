import Foundation
import Synchronization
import Testing
import Workflow

@testable import Storage

@Suite struct AttachmentsTests {
  private static let content = Array("nội dung của một tệp".utf8)
  private static let hash = ContentHash(of: content)
  private static let morning = Moment(seconds: 1_800_000_000)

  private func withAttachments(_ body: (DataFolder, Attachments) throws -> Void) throws {
    try withFolder { parent in
      let folder = try DataFolder(creating: parent + "/data")
      try body(folder, Attachments(folder))
    }
  }

  /// A received file.
  private func receive(_ bytes: [UInt8], _ name: String = "upload", in folder: DataFolder) throws -> String {
    try write([name: bytes], in: folder.incomingPath)
    return "\(folder.incomingPath)/\(name)"
  }

  private func read(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  // MARK: Hashes

  @Test func hashesOfKnownContent() throws {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(ContentHash(of: []).hex == empty)
    #expect(ContentHash(of: Array("abc".utf8)).hex == abc)
    try withFolder { folder in
      let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0) }
      try write(["big": bytes], in: folder)
      let ofFile = try ContentHash(ofFileAt: folder + "/big")
      #expect(ofFile == ContentHash(of: bytes))
    }
  }

  @Test(arguments: [
    "", "abc", String(repeating: "A", count: 64), String(repeating: "/", count: 64),
    "../" + String(repeating: "a", count: 61), String(repeating: "a", count: 65),
    String(repeating: "٣", count: 32),
  ])
  func otherTextIsNoHash(text: String) { #expect(ContentHash(hex: text) == nil) }

  // MARK: Keeping

  @Test func aFileIsKeptUnderItsHash() throws {
    try withAttachments { folder, attachments in
      let path = try receive(Self.content, in: folder)
      try attachments.keep(temporaryPath: path, sha256: Self.hash, size: Self.content.count, at: Self.morning)
      let kept = attachments.path(of: Self.hash)
      #expect(kept == "\(folder.filesPath)/\(Self.hash.hex.prefix(2))/\(Self.hash.hex.dropFirst(2))")
      #expect(try read(kept) == Self.content)
      #expect(try mode(of: kept) == 0o400)
      #expect(attachments.size(of: Self.hash) == Self.content.count)
      #expect(try names(in: folder.incomingPath).isEmpty)
      let descriptor = try attachments.open(Self.hash)
      close(descriptor)
    }
  }

  @Test func theSameContentTwiceIsOneFile() throws {
    try withAttachments { folder, attachments in
      for name in ["first", "second"] {
        let path = try receive(Self.content, name, in: folder)
        try attachments.keep(
          temporaryPath: path, sha256: Self.hash, size: Self.content.count, at: Self.morning)
        // Repeated after a crash, when the received file is in its place already.
        try attachments.keep(
          temporaryPath: path, sha256: Self.hash, size: Self.content.count, at: Self.morning)
      }
      #expect(try names(in: folder.filesPath).count == 1)
      #expect(try names(in: folder.incomingPath).isEmpty)
      #expect(try read(attachments.path(of: Self.hash)) == Self.content)
    }
  }

  @Test func theSameContentAtOneMomentIsOneFile() throws {
    try withAttachments { folder, attachments in
      let paths = try (0..<16).map { try receive(Self.content, "upload-\($0)", in: folder) }
      let failures = Mutex(0)
      DispatchQueue.concurrentPerform(iterations: 16) { number in
        let keep = {
          try attachments.keep(
            temporaryPath: paths[number], sha256: Self.hash, size: Self.content.count, at: Self.morning)
        }
        if failure(keep) != nil { failures.withLock { $0 += 1 } }
      }
      #expect(failures.withLock { $0 } == 0)
      #expect(try read(attachments.path(of: Self.hash)) == Self.content)
      #expect(try names(in: folder.incomingPath).isEmpty)
    }
  }

  @Test func aCrashBetweenTheTwoNamesIsMended() throws {
    try withAttachments { folder, attachments in
      let path = try receive(Self.content, in: folder)
      let kept = attachments.path(of: Self.hash)
      mkdir("\(folder.filesPath)/\(Self.hash.hex.prefix(2))", 0o700)
      link(path, kept)
      try attachments.keep(temporaryPath: path, sha256: Self.hash, size: Self.content.count, at: Self.morning)
      #expect(try names(in: folder.incomingPath).isEmpty)
      #expect(try read(kept) == Self.content)
    }
  }

  @Test func aFileCutOffIsRefused() throws {
    try withAttachments { folder, attachments in
      let path = try receive(Array(Self.content.dropLast()), in: folder)
      let error = failure {
        try attachments.keep(
          temporaryPath: path, sha256: Self.hash, size: Self.content.count, at: Self.morning)
      }
      #expect(error is FileFault)
      #expect(attachments.size(of: Self.hash) == nil)
    }
  }

  @Test func aLinkIsNotFollowed() throws {
    try withAttachments { folder, attachments in
      try write(["elsewhere": Self.content], in: folder.path)
      let path = folder.incomingPath + "/upload"
      symlink(folder.path + "/elsewhere", path)
      let error = failure {
        try attachments.keep(
          temporaryPath: path, sha256: Self.hash, size: Self.content.count, at: Self.morning)
      }
      #expect((error as? FileFault)?.code == ELOOP)
    }
  }

  @Test func aFileTheDiskCutOffIsReplaced() throws {
    try withAttachments { folder, attachments in
      let keep = {
        let path = try receive(Self.content, in: folder)
        try attachments.keep(
          temporaryPath: path, sha256: Self.hash, size: Self.content.count, at: Self.morning)
      }
      try keep()
      let kept = attachments.path(of: Self.hash)
      chmod(kept, 0o600)
      truncate(kept, 3)
      try keep()
      #expect(try read(kept) == Self.content)
    }
  }

  // MARK: Verification

  @Test func everythingInItsPlace() throws {
    try withAttachments { folder, attachments in
      let path = try receive(Self.content, in: folder)
      try attachments.keep(temporaryPath: path, sha256: Self.hash, size: Self.content.count, at: Self.morning)
      let reference = Attachments.Reference(hash: Self.hash, size: Self.content.count)
      let report = try attachments.verify([reference, reference])
      #expect(report == Attachments.Report() && report.isGood)
    }
  }

  @Test func missingDamagedAndForgottenFiles() throws {
    try withAttachments { folder, attachments in
      let contents = ["good", "longer", "changed", "orphan"].map { Array($0.utf8) }
      for content in contents {
        let path = try receive(content, in: folder)
        try attachments.keep(
          temporaryPath: path, sha256: ContentHash(of: content), size: content.count, at: Self.morning)
      }
      let hashes = contents.map { ContentHash(of: $0) }
      chmod(attachments.path(of: hashes[2]), 0o600)
      try Data("CHANGED".utf8).write(to: URL(fileURLWithPath: attachments.path(of: hashes[2])))
      let references = [
        Attachments.Reference(hash: hashes[0], size: 4), Attachments.Reference(hash: hashes[1], size: 5),
        Attachments.Reference(hash: hashes[2], size: 7), Attachments.Reference(hash: Self.hash, size: 1),
      ]
      let report = try attachments.verify(references)
      #expect(report.missing == [Self.hash])
      #expect(report.damaged == [hashes[1], hashes[2]])
      #expect(report.orphans == ["\(hashes[3].hex.prefix(2))/\(hashes[3].hex.dropFirst(2))"])
      #expect(!report.isGood)
      #expect(try attachments.verify(references, contents: false).damaged == [hashes[1]])
    }
  }

  // MARK: Sweeping

  /// A minute in which the folder of a hash has its turn, some time after another.
  private func turn(of hash: ContentHash, after seconds: Int64) throws -> Moment {
    let start = Self.morning.seconds + seconds
    let moments = (0..<256).map { Moment(seconds: start + $0 * 60) }
    return try #require(moments.first { hash.hex.hasPrefix(Attachments.Shard(at: $0).first) })
  }

  @Test func whatNobodyNamesIsSweptWhenItIsOld() throws {
    try withAttachments { folder, attachments in
      let path = try receive(Self.content, in: folder)
      try attachments.keep(
        temporaryPath: path, sha256: Self.hash, size: Self.content.count, at: Self.morning)
      func sweep(after seconds: Int64, named: [Attachments.Reference] = []) throws -> Int {
        let moment = try turn(of: Self.hash, after: seconds)
        return try attachments.sweep(Attachments.Shard(at: moment), named: named, at: moment)
      }
      #expect(try sweep(after: 3_600) == 0, "its row may still follow")
      #expect(
        try sweep(after: 100_000, named: [Attachments.Reference(hash: Self.hash, size: Self.content.count)])
          == 0, "a row names it")
      let elsewhere = Attachments.Shard(
        at: Moment(seconds: try turn(of: Self.hash, after: 100_000).seconds + 60))
      #expect(try attachments.sweep(elsewhere, named: [], at: Moment(seconds: 1_900_000_000)) == 0)
      #expect(attachments.size(of: Self.hash) == Self.content.count)
      #expect(try sweep(after: 100_000) == 1)
      #expect(attachments.size(of: Self.hash) == nil)
      #expect(try sweep(after: 100_000) == 0)
    }
  }

  /// The same content that is kept again is an upload under way again: freshly received, and as a repeat.
  @Test(arguments: [true, false])
  func whatIsKeptAgainIsNotOld(isReceived: Bool) throws {
    try withAttachments { folder, attachments in
      let path = try receive(Self.content, in: folder)
      try attachments.keep(
        temporaryPath: path, sha256: Self.hash, size: Self.content.count, at: Self.morning)
      let moment = try turn(of: Self.hash, after: 100_000)
      if isReceived { _ = try receive(Self.content, in: folder) }
      try attachments.keep(temporaryPath: path, sha256: Self.hash, size: Self.content.count, at: moment)
      #expect(try attachments.sweep(Attachments.Shard(at: moment), named: [], at: moment) == 0)
      #expect(attachments.size(of: Self.hash) == Self.content.count)
      #expect(try mode(of: attachments.path(of: Self.hash)) == 0o400)
    }
  }

  @Test func everyFolderHasItsTurn() {
    let shards = Set((0..<256).map { Attachments.Shard(at: Moment(seconds: Int64($0) * 60 + 7)) })
    #expect(shards.count == 256 && shards.contains { $0.first == "ff" && $0.next > "ff" })
    #expect(shards.contains { $0.first == "0f" && $0.next == "10" })
    #expect(Attachments.patience > Sessions.lifetime, "a form ends with its session")
  }
}
