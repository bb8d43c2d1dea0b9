import HTTPServer

@testable import Web

/// A form as it is about to be sent: names with bytes that need be no text, and files.
struct Sending {
  var fields: [(name: String, value: [UInt8])]
  var files: [Browser.Chosen] = []
  var isMultipart = false
  /// Whether the connection breaks midway.
  var isCutOff = false

  /// In place of what stands under a name, something else.
  func with(_ name: String, _ values: [[UInt8]]) -> Sending {
    var changed = self
    let place = fields.firstIndex { $0.name == name } ?? fields.endIndex
    changed.fields.removeAll { $0.name == name }
    changed.fields.insert(contentsOf: values.map { (name, $0) }, at: min(place, changed.fields.endIndex))
    return changed
  }

  var contentType: String {
    isMultipart ? "multipart/form-data; boundary=\(Self.boundary)" : "application/x-www-form-urlencoded"
  }

  var body: [UInt8] {
    let whole = isMultipart ? multipart : encoded
    return isCutOff ? Array(whole.prefix(whole.count * 2 / 3)) : whole
  }

  private static let boundary = "ranh-gioi-cua-cuoc-thu"

  private var encoded: [UInt8] {
    Array(
      fields.map { Self.percent(Array($0.name.utf8)) + [UInt8(ascii: "=")] + Self.percent($0.value) }
        .joined(separator: [UInt8(ascii: "&")]))
  }

  private var multipart: [UInt8] {
    var body: [UInt8] = []
    for (name, value) in fields {
      body += Array("--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n".utf8)
      body += value + Array("\r\n".utf8)
    }
    for file in files {
      let head = "Content-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n"
      body += Array("--\(Self.boundary)\r\n\(head)Content-Type: application/octet-stream\r\n\r\n".utf8)
      body += file.bytes + Array("\r\n".utf8)
    }
    return body + Array("--\(Self.boundary)--\r\n".utf8)
  }

  private static let digits = Array("0123456789ABCDEF".utf8)

  private static func percent(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count * 3)
    for byte in bytes {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: output.append(byte)
      default: output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return output
  }
}

extension Browser {
  /// Sends a form as it is, token and one-time key only as it has them.
  func send(_ sending: Sending, to url: String) -> Response {
    send(.post, url, headers: [("Content-Type", sending.contentType)], body: sending.body)
  }
}
