import Storage
import Templating
import Workflow

/// A result file shown inside a page, so that whoever signs has seen it.
struct ResultPreview: TemplateModel {
  var name: String
  var size: String
  var url: String
  var isImage: Bool
  var isPDF: Bool

  static var fields: [Field<ResultPreview>] {
    [
      .text("name", \.name), .text("size", \.size), .url("url", \.url), .flag("isImage", \.isImage),
      .flag("isPDF", \.isPDF),
    ]
  }

  init(_ file: DossierFiles.File) {
    let kind = FileKind(rawValue: file.kind)
    name = file.filename
    size = [file.code, FileModel.size(file.size)].filter { !$0.isEmpty }.joined(separator: " · ")
    url = Sitemap.file.url(file.id)
    isImage = kind?.mediaType.hasPrefix("image/") ?? false
    isPDF = kind?.mediaType == "application/pdf"
  }

  static func list(of record: Dossiers.Record, _ visit: Visit) throws -> [ResultPreview] {
    try DossierFiles.files(of: record.dossier.id, in: visit.db).filter { $0.paper == nil }
      .map(ResultPreview.init)
  }
}
