import Documents
import Templating
import Workflow

/// What stands above a sheet on the screen and not on paper: print, the PDF, the way back, and for staff whether the
/// form was checked against the law (decision 6).
struct SheetBar: TemplateModel {
  var pdfURL: String
  var backURL: String
  var unverified: String

  static var fields: [Field<SheetBar>] {
    [
      .url("pdfURL", \.pdfURL), .url("backURL", \.backURL), .flag("hasPDF") { !$0.pdfURL.isEmpty },
      .text("unverified", \.unverified),
    ]
  }

  /// - Parameter regime: nil for citizens, whom the internal mark does not concern.
  init(pdf: String, back: String, form: PrintedForm, regime: Regime?, _ visit: Visit) {
    pdfURL = visit.site.printing.converter.isInstalled ? pdf : ""
    backURL = back
    unverified = regime.map { form.isVerified(under: $0) ? "" : $0.circular } ?? ""
  }
}
