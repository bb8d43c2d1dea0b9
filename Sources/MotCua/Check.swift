import ArgumentParser
import Documents
import Foundation
import HTTPServer
import Storage
import Web
import Workflow

/// Says, without listening or changing anything, whether the portal can run and whether its data is whole. May run
/// beside `serve`.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check settings, templates, migrations, data folder, files and journal; exit code 1 on trouble."
  )

  @OptionGroup var dataOption: DataOption
  @OptionGroup var homeOption: HomeOption
  @OptionGroup var listenOptions: ListenOptions

  @Flag(help: "Measure attached files instead of reading them all.")
  var quick = false

  func run() throws {
    var report = CheckReport()
    let listening = report.check("settings") {
      let listening = try listenOptions.read()
      return (listening, "\(listening.url(port: listening.port)), data in \(dataOption.path)")
    }
    let home = report.check("home") {
      let home = try homeOption.find()
      return (home, home.path)
    }
    let folder = report.check("data folder") {
      let folder = try DataFolder(existing: dataOption.path)
      return (folder, try condition(of: folder))
    }
    if let home, let folder, let listening { checkTemplates(home, folder, listening, &report) }
    if let home { checkPDF(WeasyPrint(script: home.pdfScript), &report) }
    if let folder { checkDatabase(folder, home, &report) }
    if report.hasTrouble { throw ExitCode.failure }
  }

  private func condition(of folder: DataFolder) throws -> String {
    if let fault = folder.fault { throw fault }
    let free = folder.freeBytes >> 20
    return "\(free) MB free\(folder.isInUse ? ", in use" : "")"
  }

  private func checkTemplates(
    _ home: Home, _ folder: DataFolder, _ listening: Listening, _ report: inout CheckReport
  ) {
    report.check("templates") {
      let site = try Site(
        home: home.path, folder: folder,
        settings: Site.Settings(
          publicURL: listening.publicURL, isLoopback: listening.isForThisMachineOnly, key: [], paperKey: [],
          now: { .now }),
        pdf: WeasyPrint(script: home.pdfScript))
      return ((), "\(try site.router().routes.count) routes")
    }
  }

  private func checkPDF(_ engine: some PDFConverter, _ report: inout CheckReport) {
    report.check("pdf") {
      guard engine.isInstalled else {
        return ((), "Debian's weasyprint is not installed: papers are printed from the browser only")
      }
      let made = try engine.pdf(of: Array("<title>Một Cửa</title><p>Giấy tiếp nhận".utf8), css: [], madeAt: 0)
      return ((), "a page becomes \(made.count) bytes")
    }
  }

  private func checkDatabase(_ folder: DataFolder, _ home: Home?, _ report: inout CheckReport) {
    let database = report.check("database") {
      let database = try Database(path: folder.databasePath, readOnly: true)
      let faults = try database.faults()
      if !faults.isEmpty { throw Trouble(faults.joined(separator: "\n")) }
      return (database, "whole")
    }
    guard let database, let home else { return }
    let upToDate: Void? = report.check("migrations") {
      let migrations = try Migrations(folder: home.migrations)
      let pending = try migrations.pending(in: database)
      if !pending.isEmpty { throw Trouble("\(pending.map(\.name).joined(separator: ", ")) not applied yet") }
      return ((), "\(migrations.all.count) applied")
    }
    if upToDate != nil { checkContent(database, Attachments(folder), &report) }
  }

  private func checkContent(_ database: Database, _ files: Attachments, _ report: inout CheckReport) {
    report.check("journal") {
      try told(try database.read { try Integrity.journal(in: $0) }, "dossiers agree with their journal")
    }
    report.check("codes") {
      try told(try database.read { try Integrity.codes(in: $0) }, "codes agree with their serials")
    }
    report.check("figures") {
      try told(
        try database.read { try Integrity.serviceDays(in: $0) }, "figures of days agree with the dossiers")
    }
    report.check("late") {
      try told(
        try database.read { try Integrity.lateFindings(in: $0) },
        "late dossiers are those late by their dates")
    }
    report.check("scores") {
      try told(
        try database.read { try Integrity.dossierScores(in: $0) },
        "finished dossiers are those that are scored")
    }
    report.check("reports") {
      try told(
        try database.read { try Integrity.reports(in: $0) }, "reports say what they said when they were made")
    }
    report.check("attachments") {
      let (finding, orphans) = try database.read {
        try Integrity.attachments(in: $0, files: files, contents: !quick)
      }
      let unnamed = orphans.isEmpty ? "" : "; \(orphans.count) that no dossier names, which do no harm"
      return try told(finding, "files are there and whole\(unnamed)")
    }
  }

  private func told(_ finding: Integrity.Finding, _ words: String) throws -> (Void, String) {
    if finding.isGood { return ((), "\(finding.examined) \(words)") }
    let rest = finding.faultCount - finding.faults.count
    throw Trouble((finding.faults + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "\n"))
  }
}

/// One line for each check, and whether any found trouble.
private struct CheckReport {
  private(set) var hasTrouble = false

  /// Runs a check and prints its line; nil where it found trouble.
  @discardableResult
  mutating func check<T>(_ name: String, _ body: () throws -> (T, String)) -> T? {
    do {
      let (value, words) = try body()
      say("ok       \(name): \(words)")
      return value
    } catch {
      hasTrouble = true
      say("TROUBLE  \(name): \("\(error)".replacing("\n", with: "\n         "))")
      return nil
    }
  }
}
