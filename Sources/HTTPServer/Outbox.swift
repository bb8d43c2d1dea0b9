/// What is on its way to one client: heads and small bodies in one buffer, then at most one thing that is sent
/// from where it lies.
struct Outbox {
  private enum Tail {
    case none
    case bytes([UInt8], sent: Int)
    /// What is left of it.
    case file(OpenFile, Range<Int>)
  }

  enum Outcome { case all, blocked, failed }

  private var buffer: ByteBuffer?
  private var sent = 0
  private var tail = Tail.none
  /// Parts of files behind the tail, the next one last.
  private var rest: [FilePart] = []
  /// Bytes that have left since the outbox was last empty.
  private(set) var progress = 0

  var isEmpty: Bool {
    if case .none = tail { buffer?.isEmpty ?? true } else { false }
  }

  /// Whether another response may be put behind what is here.
  /// - Parameter ceiling: bytes that may wait; see `Limits.coalescedBody`.
  func takesMore(_ ceiling: Int) -> Bool {
    if case .none = tail { buffer?.count ?? 0 < ceiling } else { false }
  }

  /// The buffer to write to: its own, or while it is empty the loop's, which `giveBack` returns.
  private mutating func open(_ spare: inout ByteBuffer?) -> ByteBuffer {
    if buffer == nil { swap(&buffer, &spare) }
    if let buffer { return buffer }
    let new = ByteBuffer(capacity: 1024)
    buffer = new
    return new
  }

  /// Called when all was sent: an outbox with nothing in it holds no memory.
  mutating func giveBack(_ spare: inout ByteBuffer?) {
    swap(&buffer, &spare)
    buffer = nil
  }

  mutating func add(_ text: StaticString, _ spare: inout ByteBuffer?) { open(&spare).append(text) }

  /// Adds a response; returns how many bytes of content it has.
  mutating func add(
    _ response: Response, _ frame: ResponseWriter.Frame, _ writer: ResponseWriter, coalesced: Int,
    _ spare: inout ByteBuffer?
  ) -> Int {
    let buffer = open(&spare)
    let length = writer.write(response, frame, into: buffer)
    guard length > 0 else { return 0 }
    switch response.content {
    case .bytes(let bytes) where length <= coalesced: buffer.append(bytes)
    case .bytes(let bytes): tail = .bytes(bytes, sent: 0)
    case .file(let file, let range): tail = .file(file, range)
    case .parts(let parts):
      rest = parts.reversed()
      takeNext()
    case .path: break
    }
    return length
  }

  /// Sends as much as the transport takes; there is something.
  mutating func send(over transport: some Transport) -> Outcome {
    repeat {
      switch sendOnce(transport) {
      case .moved(let count, _): advance(by: count)
      case .blocked: return .blocked
      case .ended, .failed: return .failed
      }
    } while !isEmpty
    progress = 0
    return .all
  }

  private func sendOnce(_ transport: some Transport) -> Transfer {
    let written = UnsafeRawBufferPointer(buffer?.elements ?? UnsafeBufferPointer(start: nil, count: 0))
    if written.isEmpty, case .file(let file, let range) = tail {
      return transport.send(file: file, from: range.lowerBound, count: range.count)
    }
    let head = UnsafeRawBufferPointer(rebasing: written[self.sent...])
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    switch tail {
    case .none: return transport.send(head, nothing, moreFollows: false)
    case .file: return transport.send(head, nothing, moreFollows: true)
    case .bytes(let bytes, let sent):
      return bytes.withUnsafeBytes { body in
        transport.send(head, UnsafeRawBufferPointer(rebasing: body[sent...]), moreFollows: false)
      }
    }
  }

  /// Puts the next part behind what is written; after the last, nothing.
  private mutating func takeNext() {
    tail = .none
    guard let part = rest.popLast() else { return }
    buffer?.append(part.lead)
    if !part.range.isEmpty { tail = .file(part.file, part.range) }
  }

  private mutating func advance(by count: Int) {
    progress += count
    let written = buffer?.count ?? 0
    let ofBuffer = min(count, written - sent)
    sent += ofBuffer
    if sent == written {
      buffer?.removeAll()
      sent = 0
    }
    let ofTail = count - ofBuffer
    switch tail {
    case .none: break
    case .bytes(let bytes, let sent):
      tail = sent + ofTail < bytes.count ? .bytes(bytes, sent: sent + ofTail) : .none
    case .file(let file, let range):
      let left = range.dropFirst(ofTail)
      if left.isEmpty { takeNext() } else { tail = .file(file, left) }
    }
  }
}
