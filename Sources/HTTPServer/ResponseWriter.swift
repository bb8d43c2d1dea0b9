/// Writes response heads as bytes into a buffer that is used again and again. One per event loop.
struct ResponseWriter {
  /// What goes with one response beside itself.
  struct Frame {
    var isHead = false
    var minorVersion: UInt8 = 1
    var closes = false
  }

  private var second = -1
  private var dateLine: [UInt8] = []

  /// Makes the Date line anew when the second has changed (RFC 9110 §6.6.1).
  mutating func refresh(now: Int) {
    guard now != second else { return }
    second = now
    dateLine = Array("Date: \(HTTPDate.text(now))\r\n".utf8)
  }

  /// Status line, fields and the empty line (RFC 9112 §4, §5). Returns how much content is to follow.
  func write(_ response: Response, _ frame: Frame, into output: inout [UInt8]) -> Int {
    let length = ResponseWriter.length(response)
    if response.status == .ok {
      output.append("HTTP/1.1 200 OK\r\n")
    } else {
      ResponseWriter.writeStatus(response.status, into: &output)
    }
    output.append(contentsOf: dateLine)
    if !response.type.isEmpty { output.append(field: "Content-Type", response.type) }
    for field in response.headers.fields { output.append(field: field.name, field.value) }
    if !response.status.forbidsContent {
      output.append("Content-Length: ")
      output.append(decimal: length)
      output.append("\r\n")
    }
    if frame.closes {
      output.append("Connection: close\r\n")
    } else if frame.minorVersion == 0 {
      output.append("Connection: keep-alive\r\n")
    }
    output.append("\r\n")
    return frame.isHead || response.status.forbidsContent ? 0 : length
  }

  private static func length(_ response: Response) -> Int {
    switch response.content {
    case .bytes(let bytes): bytes.count
    case .file(let file): file.size
    case .path: 0
    }
  }

  private static func writeStatus(_ status: Status, into output: inout [UInt8]) {
    output.append("HTTP/1.1 ")
    output.append(decimal: status.code)
    output.append(" ")
    output.append(text: status.reason)
    output.append("\r\n")
  }
}

extension [UInt8] {
  @inline(__always)
  mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @inline(__always)
  mutating func append(text: String) {
    var text = text
    text.withUTF8 { append(contentsOf: $0) }
  }

  mutating func append(field name: String, _ value: String) {
    append(text: name)
    append(": ")
    append(text: value)
    append("\r\n")
  }

  mutating func append(field name: StaticString, _ value: String) {
    append(name)
    append(": ")
    append(text: value)
    append("\r\n")
  }

  /// A number of at least zero.
  mutating func append(decimal number: Int) {
    if number >= 10 { append(decimal: number / 10) }
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
