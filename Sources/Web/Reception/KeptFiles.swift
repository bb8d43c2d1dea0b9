import HTTPServer
import Storage
import Templating
import Workflow

/// Files that came with a form, already in the store. When something else on the page must be mended they come
/// back as sealed hidden fields, so that nobody scans a paper twice.
struct KeptFiles {
  private(set) var byPaper: [String: [DossierFiles.Kept]] = [:]

  /// - Parameters:
  ///   - row: what the names of the fields begin with, where a form has the papers of several dossiers.
  ///   - place: where the page shows a paper: what its id begins with.
  init(
    _ visit: Visit, papers: [(id: String, name: String)], row: String = "", place: String = "file.",
    problems: inout [Problem]
  ) throws {
    for paper in papers {
      let id = row + paper.id
      byPaper[paper.id] = visit.request.form.all("kept.\(id)").compactMap {
        KeptModel.open($0, paper: id, visit)
      }
      let name = "file.\(id)"
      guard visit.request.files.contains(where: { $0.field == name && !$0.isNothing }) else { continue }
      do { byPaper[paper.id, default: []] += try visit.keptFiles(name) } catch let error as UnusableFile {
        problems.append(Problem(field: place + id, message: "\(paper.name): \(error.message)"))
      }
    }
  }
}

/// A file that the form keeps.
struct KeptModel: TemplateModel {
  var name: String
  var size: String
  var sealed: String

  static var fields: [Field<KeptModel>] {
    [.text("name", \.name), .text("size", \.size), .text("sealed", \.sealed)]
  }

  init(_ file: DossierFiles.Kept, paper: String, _ visit: Visit) {
    name = file.filename
    size = FileModel.size(file.size)
    let facts = "\(file.sha256)/\(file.size)/\(file.kind.rawValue)/\(file.filename)"
    sealed = Self.seal(facts, paper, visit) + "/" + facts
  }

  /// Bound to the paper and to this browser's session: nobody can name another's file.
  private static func seal(_ facts: String, _ paper: String, _ visit: Visit) -> String {
    Secrets.seal("kept \(paper) \(visit.browser.text) \(facts)", key: visit.site.settings.key)
  }

  static func open(_ sealed: String, paper: String, _ visit: Visit) -> DossierFiles.Kept? {
    let parts = sealed.split(separator: "/", maxSplits: 4).map(String.init)
    guard parts.count == 5, let size = Int(parts[2]), let kind = FileKind(rawValue: parts[3]),
      Secrets.areEqual(parts[0], seal(parts[1...].joined(separator: "/"), paper, visit))
    else { return nil }
    return DossierFiles.Kept(sha256: parts[1], size: size, kind: kind, filename: parts[4])
  }
}
