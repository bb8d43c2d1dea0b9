/// Where a field line lies in the bytes of its head.
struct FieldSpan: Equatable {
  var nameStart: UInt32
  var nameEnd: UInt32
  var valueStart: UInt32
  var valueEnd: UInt32
}

/// What the parser learned of a head: offsets into its bytes, and how the message is framed. A copy shares the fields.
struct RequestHead {
  var method = Method.get
  var target = 0..<0
  var minorVersion: UInt8 = 1
  var fields = Buffer<FieldSpan>(capacity: 16)
  /// The value of Host; nil when there is none, as HTTP/1.0 allows.
  var host: Range<Int>?
  var contentLength: Int?
  var isChunked = false
  var asksToClose = false
  var asksToKeepAlive = false
  var expectsContinue = false

  /// RFC 9112 §9.3.
  var keepsAlive: Bool { !asksToClose && (minorVersion > 0 || asksToKeepAlive) }

  /// Whether bytes of content follow.
  var hasBody: Bool { isChunked || contentLength ?? 0 > 0 }

  /// Forgets a message but keeps the room for its fields.
  mutating func reset() {
    method = .get
    fields.removeAll()
    host = nil
    contentLength = nil
    isChunked = false
    asksToClose = false
    asksToKeepAlive = false
    expectsContinue = false
  }
}
