import Templating

/// What somebody did to a proposal or a report, when and in which words.
struct ActLine: TemplateModel {
  var act: String
  var who: String
  var at: String
  var words: String

  static var fields: [Field<ActLine>] {
    [.text("act", \.act), .text("who", \.who), .text("at", \.at), .text("words", \.words)]
  }
}
