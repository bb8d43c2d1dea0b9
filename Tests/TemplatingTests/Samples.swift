@testable import Templating

/// A dossier with a field of every kind.
struct Sample: TemplateModel {
  var name = "Nguyễn Thị Ánh"
  var note: String?
  var days = 3
  var late = false
  var link = "/dossiers/1"
  var body = TrustedHTML(trusting: "<b>đậm</b>")
  var person: Person?
  var rows: [Row] = []
  var tags: [String] = []

  static var fields: [Field<Sample>] {
    [
      .text("name", \.name), .optional("note", \.note), .number("days", \.days), .flag("late", \.late),
      .url("link", \.link), .html("body", \.body), .record("person", \.person), .list("rows", \.rows),
      .texts("tags", \.tags),
    ]
  }
}

struct Person: TemplateModel {
  var fullName = "Trần Bình"
  var phone: String?
  var age = 40
  var isAbroad = false
  var page = "/people/1"
  var bio = TrustedHTML(trusting: "<i>x</i>")
  var home: Home? = Home()
  var children: [Row] = []
  var titles: [String] = []

  static var fields: [Field<Person>] {
    [
      .text("fullName", \.fullName), .optional("phone", \.phone), .number("age", \.age),
      .flag("isAbroad", \.isAbroad), .url("page", \.page), .html("bio", \.bio), .record("home", \.home),
      .list("children", \.children), .texts("titles", \.titles),
    ]
  }
}

struct Home: TemplateModel {
  var village = "Thôn Đông"
  static var fields: [Field<Home>] { [.text("village", \.village)] }
}

struct Row: TemplateModel {
  var code: String
  var name = "dòng"
  var parts: [Row] = []
  static var fields: [Field<Row>] {
    [.text("code", \.code), .text("name", \.name), .list("parts", \.parts)]
  }
}

struct Frame: TemplateModel {
  var user = "Cán bộ A"
  var csrf = "t0ken"
  var menu: [Row] = []
  var office: Person?
  static var fields: [Field<Frame>] {
    [.text("user", \.user), .text("csrf", \.csrf), .list("menu", \.menu), .record("office", \.office)]
  }
}

let sample = Page<Sample>("page", file: "Samples.swift", line: 1)

/// A library of templates in memory, its one page `page`.
func library(
  _ templates: [String: String], languages: [Language] = [.vietnamese], catalogue: Catalogue = Catalogue(),
  pages: [any PageDeclaration] = [sample]
) throws(TemplateFaults) -> Library<Frame> {
  try Library<Frame>(
    texts: templates.mapValues { Array($0.utf8) }, languages: languages, catalogue: catalogue, pages: pages)
}

/// What a page without layout prints.
func rendered(
  _ page: String, _ model: Sample = Sample(), frame: Frame = Frame(), with others: [String: String] = [:],
  language: Language = .vietnamese, catalogue: Catalogue = Catalogue()
) throws -> String {
  let templates = others.merging(["page": page]) { $1 }
  let library = try library(
    templates, languages: [.vietnamese, language], catalogue: catalogue)
  let bytes = try library.render(sample, model, frame: frame, language: language)
  return String(decoding: bytes, as: UTF8.self)
}

/// The faults of a page, one text each.
func faults(_ page: String, with others: [String: String] = [:]) -> [String] {
  do {
    _ = try library(others.merging(["page": page]) { $1 })
    return []
  } catch {
    return error.faults.map(\.description)
  }
}
