/// What a `Request` stands on: the bytes of the head, copied once, offsets into them, and how far the request has
/// come.
///
/// `@unchecked Sendable`: one thread fills it before the request is handed to a handler, and what handlers read is
/// never changed while anyone else may hold it; an event loop fills it anew only when it alone refers to it. What
/// steers its way through the lanes is touched only by whoever has the `Job`.
final class RequestStorage: @unchecked Sendable {
  var id = RequestID(0)
  var peer = ""
  private(set) var method = Method.get
  private(set) var target = 0..<0
  /// Percent-decoded.
  let path = ByteBuffer(capacity: 128)
  /// The route it met, and where the parts of the path lie that its names matched; see `Router.resolve`.
  var endpoint: Endpoint?
  var parameters: [Range<Int>] = []
  private(set) var query = Form()
  var form = Form()
  var files: [Upload] = []
  var body: [UInt8] = []
  /// Bytes of content, wherever they went.
  var bodySize = 0
  /// Why this request would have been refused on the wire; only a request made in memory can have one.
  var failure: HTTPFailure?
  private let bytes = ByteBuffer(capacity: 1024)
  private var fields = Buffer<FieldSpan>(capacity: 16)

  /// Where its answer goes; nil for a request made in memory.
  let mailbox: Mailbox?
  var connection = ConnectionID(raw: 0)
  /// `Clock.microseconds` when the request was whole.
  var began: UInt64 = 0
  /// What is to be done instead of the route's handler, when that has handed it on.
  var step: Response.Step?

  init(answeringTo mailbox: Mailbox? = nil) { self.mailbox = mailbox }

  /// Takes over a whole head; the head gets the room of the last one's fields in exchange.
  func fill(
    _ head: inout RequestHead, _ input: UnsafeBufferPointer<UInt8>, maximumFields: Int
  ) throws(HTTPFailure) {
    bytes.removeAll()
    bytes.append(input)
    swap(&fields, &head.fields)
    method = head.method
    target = head.target
    let sent = input.part(head.target.lowerBound, head.target.upperBound)
    var host: UnsafeBufferPointer<UInt8>?
    if let range = head.host { host = input.part(range.lowerBound, range.upperBound) }
    let coded = try RequestTarget.resolve(sent, method: method, host: host, path: path)
    if !coded.isEmpty {
      let part = sent.part(coded.lowerBound, coded.upperBound)
      query = try Form(urlencoded: part, maximumFields: maximumFields)
    }
  }

  /// Forgets the last request, keeping its room.
  func reset() {
    if !query.fields.isEmpty { query = Form() }
    if !form.fields.isEmpty { form = Form() }
    if !files.isEmpty { files = [] }
    if !body.isEmpty { body = [] }
    bodySize = 0
    endpoint = nil
    if step != nil { step = nil }
  }

  func text(_ range: Range<Int>) -> String { bytes.elements.part(range.lowerBound, range.upperBound).text }

  func header(_ name: String) -> String? { field(name) { $0.text } }

  func cookie(_ name: String) -> String? {
    field("cookie") { Cookie.value(of: name, in: $0) }
  }

  func count(of name: String) -> Int {
    var count = 0
    let _: Bool? = field(name) { _ in
      count += 1
      return nil
    }
    return count
  }

  /// The first result that is not nil among the fields of that name.
  func field<Value>(_ name: String, _ read: (UnsafeBufferPointer<UInt8>) -> Value?) -> Value? {
    let wanted = name.utf8
    let all = bytes.elements
    for field in fields.elements where Int(field.nameEnd - field.nameStart) == wanted.count {
      let sent = all.part(Int(field.nameStart), Int(field.nameEnd))
      guard zip(sent, wanted).allSatisfy({ $0.lowercased == $1.lowercased }) else { continue }
      if let value = read(all.part(Int(field.valueStart), Int(field.valueEnd))) { return value }
    }
    return nil
  }
}

/// A number unique in this process, shown as eight letters and digits.
struct RequestID: Sendable, Hashable {
  private let value: UInt64

  /// Numbers in sequence give ids that do not look like one: the multiplication by an odd number is one to one
  /// modulo 2^40.
  init(_ sequence: UInt64) { value = (sequence &* 0x9E_3779_B97F) & 0xFF_FFFF_FFFF }

  /// Crockford's base 32: no I, L, O, U.
  var text: String {
    let letters: StaticString = "0123456789abcdefghjkmnpqrstvwxyz"
    return String(unsafeUninitializedCapacity: 8) { buffer in
      for index in 0..<8 {
        buffer[index] = letters.utf8Start[Int(value >> UInt64(35 - 5 * index)) & 31]
      }
      return 8
    }
  }
}
