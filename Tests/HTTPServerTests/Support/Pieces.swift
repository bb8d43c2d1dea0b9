@testable import HTTPServer

/// One way to cut a text into the pieces in which it arrives.
enum Cut {
  /// In one piece, in two at every place, and byte by byte.
  static func all(_ bytes: [UInt8]) -> [[[UInt8]]] {
    guard bytes.count > 1 else { return [[bytes]] }
    let halves = (1..<bytes.count).map { [Array(bytes[..<$0]), Array(bytes[$0...])] }
    return [[bytes]] + halves + [bytes.map { [$0] }]
  }
}

extension Array where Element == UInt8 {
  init(_ text: String) { self = Array(text.utf8) }

  var text: String { String(decoding: self, as: UTF8.self) }
}

/// The head that a parser makes of a text, fed in pieces as a connection feeds it.
func parse(
  _ pieces: [[UInt8]], limits: Limits = Limits()
) -> (progress: RequestParser.Progress, head: RequestHead) {
  var parser = RequestParser(limits: limits)
  var input: [UInt8] = []
  var progress = RequestParser.Progress.more
  for piece in pieces {
    input += piece
    progress = input.withUnsafeBufferPointer { parser.parse($0) }
    if progress != .more { break }
  }
  return (progress, parser.head)
}

func parse(_ text: String, limits: Limits = Limits()) -> (progress: RequestParser.Progress, head: RequestHead)
{
  parse([[UInt8](text)], limits: limits)
}
