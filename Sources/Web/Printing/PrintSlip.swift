import HTTPServer
import Storage
import Templating
import Workflow

/// The papers that actions issue (Mẫu 02, 03, 04, stop notice, transfer slip), each drawn from what was recorded with
/// it; before its issue there is none.
enum PrintSlip: Screen {
  static let pages: [any PageDeclaration] = [
    SupplementRequestForm.page, RefusalForm.page, ApologyForm.page, StopNoticeForm.page,
    TransferSlipForm.page,
  ]
  static let routes: [SiteRoute] =
    SiteRoute.paper(at: Sitemap.slip, .staff) { visit, id, number in
      try paper(IssuedSlip(number, of: visit.readable(id), visit), visit)
    }
    + SiteRoute.paper(at: Sitemap.mySlip, .citizen) { visit, id, number in
      let issued = try IssuedSlip(number, of: visit.own(id), visit)
      guard issued.slip.kind.isForApplicant else { throw PageNotFound() }
      return try paper(issued, visit)
    }

  private static func paper(_ issued: IssuedSlip, _ visit: Visit) throws -> PrintedPaper {
    switch issued.slip.kind {
    case .supplement: issued.paper(SupplementRequestForm.page, try SupplementRequestForm(issued, visit))
    case .refusal: issued.paper(RefusalForm.page, try RefusalForm(issued, visit))
    case .apology: issued.paper(ApologyForm.page, try ApologyForm(issued, visit))
    case .stop: issued.paper(StopNoticeForm.page, try StopNoticeForm(issued, visit))
    case .transfer: issued.paper(TransferSlipForm.page, try TransferSlipForm(issued, visit))
    // It has a page of its own, which prints the newest.
    case .receipt: throw PageNotFound()
    }
  }
}

extension SlipKind {
  /// Whether it is written to the citizen; the others go between agencies.
  var isForApplicant: Bool { self != .transfer }
}

/// A slip as the pages of its dossier link to it.
struct SlipLink: TemplateModel {
  var title: String
  var number: String
  var at: String
  var url: String

  static var fields: [Field<SlipLink>] {
    [.text("title", \.title), .text("number", \.number), .text("at", \.at), .url("url", \.url)]
  }

  /// Everything issued for a dossier but the receipts, which have a link of their own.
  static func list(_ record: Dossiers.Record, forApplicant: Bool, _ visit: Visit) throws -> [SlipLink] {
    try Slips.slips(of: record.dossier.id, in: visit.db)
      .filter { $0.kind != .receipt && (!forApplicant || $0.kind.isForApplicant) }
      .map { slip in
        SlipLink(
          title: visit.text(slip.kind.vietnamese), number: "\(slip.number)/\(slip.issuedAt.day.year)",
          at: slip.issuedAt.vietnamese,
          url: (forApplicant ? Sitemap.mySlip : Sitemap.slip).page.url(slip.dossier, slip.id))
      }
  }
}
