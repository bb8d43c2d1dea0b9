/// Writes response heads as bytes into a buffer that is used again and again. One per event loop.
final class ResponseWriter {
  /// What goes with one response beside itself.
  struct Frame {
    var isHead = false
    var minorVersion: UInt8 = 1
    var closes = false
  }

  private var second = -1
  private let dateLine = ByteBuffer(capacity: 64)
  /// What most responses begin with: status line and date.
  private let good = ByteBuffer(capacity: 128)

  /// Makes the Date line anew when the second has changed (RFC 9110 §6.6.1).
  func refresh(now: Int) {
    guard now != second else { return }
    second = now
    dateLine.removeAll()
    dateLine.append(text: "Date: \(HTTPDate.text(now))\r\n")
    good.removeAll()
    good.append("HTTP/1.1 200 OK\r\n")
    good.append(dateLine.elements)
  }

  /// Status line, fields and the empty line (RFC 9112 §4, §5). Returns how much content is to follow.
  func write(_ response: Response, _ frame: Frame, into output: ByteBuffer) -> Int {
    let length = ResponseWriter.length(response)
    if response.status.code == 200 {
      output.append(good.elements)
    } else {
      ResponseWriter.writeStatus(response.status, into: output)
      output.append(dateLine.elements)
    }
    if !response.type.isEmpty {
      output.append("Content-Type: ")
      output.append(text: response.type)
      output.append("\r\n")
    }
    for field in response.headers.fields {
      output.append(text: field.name)
      output.append(": ")
      output.append(text: field.value)
      output.append("\r\n")
    }
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
    case .file(_, let range): range.count
    case .parts(let parts): parts.reduce(0) { $0 + $1.lead.count + $1.range.count }
    case .path: 0
    }
  }

  private static func writeStatus(_ status: Status, into output: ByteBuffer) {
    output.append("HTTP/1.1 ")
    output.append(decimal: status.code)
    output.append(" ")
    output.append(text: status.reason)
    output.append("\r\n")
  }
}
