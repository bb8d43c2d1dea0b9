/// Fields of a query string or of a form, in the order they were sent. Names may repeat.
public struct Form: Sendable {
  /// Names and values, decoded.
  public let fields: [(name: String, value: String)]

  /// A form of the given fields.
  public init(_ fields: [(name: String, value: String)] = []) { self.fields = fields }

  /// The first value under that name.
  public subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  /// Every value under that name.
  public func all(_ name: String) -> [String] {
    fields.compactMap { $0.name == name ? $0.value : nil }
  }

  /// Decodes `application/x-www-form-urlencoded` strictly: a malformed percent sign, text that is not
  /// UTF-8 (over-long forms included) or too many fields is a failure, never a guess. A NUL that was sent
  /// is kept, so that the page can name the field.
  init(urlencoded bytes: UnsafeBufferPointer<UInt8>, maximumFields: Int) throws(HTTPFailure) {
    var fields: [(name: String, value: String)] = []
    var scratch: [UInt8] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "&")) ?? bytes.count
      if end > start {
        guard fields.count < maximumFields else {
          throw HTTPFailure(.contentTooLarge, "too many form fields")
        }
        let equals = bytes[start..<end].firstIndex(of: UInt8(ascii: "=")) ?? end
        let name = try Form.decode(bytes.part(start, equals), &scratch)
        let value = try Form.decode(bytes.part(min(equals + 1, end), end), &scratch)
        fields.append((name, value))
      }
      start = end + 1
    }
    self.fields = fields
  }

  private static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ scratch: inout [UInt8]
  ) throws(HTTPFailure) -> String {
    scratch.removeAll(keepingCapacity: true)
    guard Percent.decode(bytes, plusIsSpace: true, into: &scratch) else {
      throw .bad("malformed percent-encoding in a form")
    }
    guard let text = String(validating: scratch, as: UTF8.self) else {
      throw .bad("a form field is not UTF-8")
    }
    return text
  }
}

/// Percent-encoding (RFC 3986 §2.1).
enum Percent {
  /// Appends the decoded bytes; false when a percent sign is not followed by two hexadecimal digits.
  static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, plusIsSpace: Bool, into output: inout [UInt8]
  ) -> Bool {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "%") {
        guard index + 1 < bytes.count, let high = bytes[index].hexadecimal,
          let low = bytes[index + 1].hexadecimal
        else { return false }
        output.append(high << 4 | low)
        index += 2
      } else {
        output.append(plusIsSpace && byte == UInt8(ascii: "+") ? .space : byte)
      }
    }
    return true
  }
}
