import HTTPServer

extension Response {
  /// What a browser would send with the page's main form as it is: inputs, ticked boxes, chosen options, areas of
  /// text. Where a name repeats the last stands.
  var fields: [String: String] { Self.fields(of: postForms.max { $0.controls.count < $1.controls.count }) }

  /// The same of the form that posts to an address.
  func fields(postedTo url: String) -> [String: String] { Self.fields(of: form(postedTo: url)) }

  private static func fields(of form: PageForm?) -> [String: String] {
    Dictionary((form?.sent ?? []).map { ($0.name, $0.value) }) { $1 }
  }
}
