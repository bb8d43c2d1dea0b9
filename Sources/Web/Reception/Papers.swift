import HTTPServer
import Storage
import Templating
import Workflow

/// Papers of a received dossier: scans attached and taken off, shown papers ticked, exceptions recorded with a
/// reason (F001-03, decision 7).
enum Papers: Screen {
  static let pages: [any PageDeclaration] = []
  static let routes: [SiteRoute] = [
    .post(Sitemap.attachPaper.pattern, .staff, lane: .costly, body: Visit.uploads) { visit in
      let (id, paper) = try visit.read(Sitemap.attachPaper)
      return try attach(to: id, paper: paper, verb: .attachPaper, visit)
    },
    .post(Sitemap.attachResult.pattern, .staff, lane: .costly, body: Visit.uploads) { visit in
      try attach(to: visit.read(Sitemap.attachResult), paper: nil, verb: .attachResult, visit)
    },
    .post(Sitemap.removePaper.pattern, .staff) { visit in
      let (id, file) = try visit.read(Sitemap.removePaper)
      return try remove(file, of: id, verb: .removePaper, visit)
    },
    .post(Sitemap.removeResult.pattern, .staff) { visit in
      let (id, file) = try visit.read(Sitemap.removeResult)
      return try remove(file, of: id, verb: .removeResult, visit)
    },
    .post(Sitemap.reusePaper.pattern, .staff) { visit in
      let (id, paper) = try visit.read(Sitemap.reusePaper)
      let record = try visit.readable(id)
      let actor = try visit.actor(for: .reusePaper, on: record)
      guard let source = Int64(visit.field("source")) else {
        let message = visit.text("Chọn giấy tờ để dùng lại.")
        return try ShowDossier.show(
          record, problems: [Problem(field: "source.\(paper)", message: message)], visit)
      }
      return try visit.guarded(.reusePaper, on: record, by: actor) {
        try visit.once {
          try DossierFiles.reuse(
            source, for: paper, in: id, isConsented: visit.field("consent") == "yes", by: actor,
            at: visit.now, reference: try visit.reference(), visit.writing)
          return Confirmation.reused.address(Sitemap.dossier.url(id))
        }
      }
    },
    .post(Sitemap.markShown.pattern, .staff) { visit in
      let (id, paper) = try visit.read(Sitemap.markShown)
      return try visit.perform(.markShown(paper: paper), on: id, detail: paper) {
        Confirmation.shown.address(Sitemap.dossier.url(id))
      }
    },
    .post(Sitemap.exceptPaper.pattern, .staff) { visit in
      let (id, paper) = try visit.read(Sitemap.exceptPaper)
      let reason = visit.lines("reason")
      var problems = Problems(visit)
      let code = PaperException.Code(rawValue: visit.field("code"))
      problems.check(code != nil, "code.\(paper)", "Chọn loại ngoại lệ.")
      problems.check(
        (1...500).contains(reason.codePoints), "why.\(paper)", "Ghi lý do của ngoại lệ, nhiều nhất 500 ký tự."
      )
      guard let code, problems.found.isEmpty else {
        return try ShowDossier.show(visit.readable(id), problems: problems.found, visit)
      }
      let exception = PaperException(code: code, reason: reason)
      return try visit.perform(.exceptPaper(paper: paper, exception), on: id, detail: paper) {
        Confirmation.excepted.address(Sitemap.dossier.url(id))
      }
    },
  ]

  /// Checks the right before the file is kept, keeps it synced, then writes the rows on the writer.
  private static func attach(
    to id: DossierID, paper: String?, verb: Verb, _ visit: Visit
  ) throws -> Response {
    let record = try visit.readable(id)
    let actor = try visit.actor(for: verb, on: record)
    let code = try ResultCode.choices(record, visit).first { $0.value == visit.field("code") }?.value ?? ""
    let files: [DossierFiles.Kept]
    do { files = try visit.keptFiles("file") } catch let problem as UnusableFile {
      let place = paper.map { "paper.\($0)" } ?? "results"
      return try ShowDossier.show(record, problems: [Problem(field: place, message: problem.message)], visit)
    }
    return visit.handOn(to: .write) { visit in
      try visit.guarded(verb, on: record, by: actor) {
        try visit.once {
          for file in files {
            try DossierFiles.add(
              file, to: id, paper: paper, code: paper == nil ? code : "", by: actor, at: visit.now,
              reference: try visit.reference(), in: visit.writing)
          }
          return Confirmation.attached.address(Sitemap.dossier.url(id))
        }
      }
    }
  }

  private static func remove(_ file: Int64, of id: DossierID, verb: Verb, _ visit: Visit) throws -> Response {
    let record = try visit.readable(id)
    let actor = try visit.actor(for: verb, on: record)
    return try visit.guarded(verb, on: record, by: actor) {
      try visit.once {
        try DossierFiles.remove(
          file, of: id, by: actor, at: visit.now, reference: try visit.reference(), in: visit.writing)
        return Confirmation.removed.address(Sitemap.dossier.url(id))
      }
    }
  }
}
