import HTTPServer
import Storage
import Workflow

/// A file that cannot be taken, in words that say how to mend it.
struct UnusableFile: Error {
  let message: String
}

extension Upload {
  /// What a browser sends for a file field in which nothing was chosen.
  var isNothing: Bool { filename.isEmpty && size == 0 }

  /// What the person called it: the last part of a path, at most 120 characters, its ending kept.
  var shownName: String {
    let name = VietnameseText.normalised(filename)
    let base = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    guard base.count > 120 else { return base.isEmpty ? "tep" : base }
    return String(base.prefix(100)) + "…" + String(base.suffix(19))
  }
}

extension Visit {
  /// Largest upload of one form: several files of a paper.
  static let uploads = BodyRule.multipart(maximumTotal: 100 << 20, maximumFile: 20 << 20)

  /// The uploaded files of a field, checked by content and moved into the store, synced. Runs in the costly lane;
  /// the rows that name them are written after.
  ///
  /// - Throws: `UnusableFile`.
  func keptFiles(_ name: String) throws -> [DossierFiles.Kept] {
    let files = request.files.filter { $0.field == name && !$0.isNothing }
    guard !files.isEmpty else { throw UnusableFile(message: text("Ông/bà chưa chọn tệp.")) }
    guard site.folder.freeBytes > site.settings.diskFloor else {
      throw HTTPFailure(.insufficientStorage, "below the disk floor")
    }
    return try files.map(keep)
  }

  private func keep(_ upload: Upload) throws -> DossierFiles.Kept {
    let name = upload.shownName
    guard upload.size > 0 else {
      throw UnusableFile(message: text("Tệp “{name}” không có nội dung.", ["name": name]))
    }
    guard let kind = try FileKind(ofFileAt: upload.path), let hash = ContentHash(hex: upload.sha256) else {
      throw UnusableFile(
        message: text(
          "Chưa đọc được tệp “{name}”. Ông/bà thử chụp lại hoặc chọn tệp khác (ảnh JPG, PNG hoặc PDF, dưới {size}).",
          ["name": name, "size": FileModel.size(site.settings.maximumFile)]))
    }
    try site.attachments.keep(
      temporaryPath: upload.path, sha256: hash, size: upload.size, at: now)
    return DossierFiles.Kept(sha256: upload.sha256, size: upload.size, kind: kind, filename: name)
  }
}
