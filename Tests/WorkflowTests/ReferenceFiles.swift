import Foundation
import Testing
import Workflow

/// The reference data of the repository, found from this file's own place.
enum ReferenceFiles {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Migrations/reference")

  static let forms = (try? all(FormDescription.self, in: "forms")) ?? [:]
  static let procedures = (try? all(ProcedureRevision.self, in: "procedures")) ?? [:]
  static let fields = (try? decode([ProcedureField].self, "fields.json")) ?? []

  /// The decoded files of a folder by name without extension.
  static func all<Content: Decodable>(_ type: Content.Type, in name: String) throws -> [String: Content] {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: name).path)
    var result = [String: Content]()
    for file in files where file.hasSuffix(".json") {
      result[String(file.dropLast(5))] = try decode(type, "\(name)/\(file)")
    }
    return result
  }

  static func decode<Content: Decodable>(_ type: Content.Type, _ path: String) throws -> Content {
    try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: path)))
  }

  static func form(_ id: String) throws -> FormDescription {
    try #require(forms[id])
  }

  static func procedure(_ code: String) throws -> ProcedureRevision {
    try #require(procedures[code])
  }
}
