import Storage
import Templating
import Workflow

/// What every form of a dossier carries unseen: the version it was drawn from and its one-time key.
struct Hidden: TemplateModel {
  var version: String
  var once: String

  static var fields: [Field<Hidden>] { [.text("version", \.version), .text("once", \.once)] }

  init(_ record: Dossiers.Record) {
    version = String(record.dossier.version)
    once = Secrets.token()
  }

  /// For what is not a dossier.
  init(version: Int) {
    self.version = String(version)
    once = Secrets.token()
  }

  /// For a form that begins something new.
  init() {
    version = ""
    once = Secrets.token()
  }
}

/// One of several values to choose from.
struct Choice: TemplateModel {
  var value: String
  var label: String
  var isChosen: Bool

  static var fields: [Field<Choice>] {
    [.text("value", \.value), .text("label", \.label), .flag("isChosen", \.isChosen)]
  }

  init(_ value: String, _ label: String, isChosen: Bool = false) {
    self.value = value
    self.label = label
    self.isChosen = isChosen
  }
}
