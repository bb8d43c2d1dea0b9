/// A small form was sent without what it asks for; the page says so, the browser's back keeps what was typed.
struct Unanswered: Error {
  let message: String
}
