import Storage
import Templating

/// A file that goes with a reply or a petition.
struct FileLink: TemplateModel {
  var name: String
  var size: String
  var url: String

  static var fields: [Field<FileLink>] {
    [.text("name", \.name), .text("size", \.size), .url("url", \.url)]
  }

  init(_ kept: DossierFiles.Kept, url: String) {
    (name, size, self.url) = (kept.filename, FileModel.size(kept.size), url)
  }
}
