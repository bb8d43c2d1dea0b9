import Storage
import Templating
import Workflow

/// What every form of a dossier carries unseen: the version it was drawn from, its one-time key, and where a conflict
/// is to show what changed, the values it was drawn from.
struct Hidden: TemplateModel {
  var version: String
  var once: String
  var drawn: [HiddenField] = []

  static var fields: [Field<Hidden>] {
    [.text("version", \.version), .text("once", \.once), .list("drawn", \.drawn)]
  }

  init(_ record: Dossiers.Record) {
    version = String(record.dossier.version)
    once = Secrets.token()
  }

  /// For what is not a dossier.
  init(version: Int, drawn: [DrawnValue] = []) {
    self.version = String(version)
    once = Secrets.token()
    self.drawn = Visit.carried(drawn)
  }

  /// For what is told from its former self by a mark.
  init(version: String) {
    self.version = version
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
    [
      .text("value", \.value), .text("label", \.label), .flag("isChosen", \.isChosen),
      .flag("hasOwnValue") { $0.value != $0.label },
    ]
  }

  init(_ value: String, _ label: String, isChosen: Bool = false) {
    self.value = value
    self.label = label
    self.isChosen = isChosen
  }
}
