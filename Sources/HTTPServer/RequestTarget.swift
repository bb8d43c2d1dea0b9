import Glibc

/// The request target (RFC 9112 §3.2), taken apart into a decoded path and a query.
enum RequestTarget {
  /// Fills `path` with the percent-decoded path and returns where the query lies in the target.
  ///
  /// Beyond what RFC 3986 asks, these are refused, since a second decoding or a file system could read them
  /// as something else: a coded slash, a backslash, a control character, a dot segment, bytes that are not
  /// UTF-8.
  static func resolve(
    _ target: UnsafeBufferPointer<UInt8>, method: Method, host: UnsafeBufferPointer<UInt8>?,
    path: ByteBuffer
  ) throws(HTTPFailure) -> Range<Int> {
    path.removeAll()
    if target.spells("*") {
      guard method == .options else { throw .bad("asterisk-form without OPTIONS") }  // §3.2.4
      path.append(UInt8(ascii: "*"))
      return 0..<0
    }
    let start = target[0] == UInt8(ascii: "/") ? 0 : try skipAuthority(target, host: host)
    let mark = target.place(of: UInt8(ascii: "?"), from: start)
    let coded = target.part(start, mark)
    if coded.isEmpty { path.append(UInt8(ascii: "/")) }
    if isPlain(coded) { path.append(coded) } else { try decode(coded, into: path) }
    return min(mark + 1, target.count)..<target.count
  }

  /// absolute-form (§3.2.2): the authority must be the Host field's, and must not name a user
  /// (RFC 9110 §4.2.4). Returns where the path begins.
  private static func skipAuthority(
    _ target: UnsafeBufferPointer<UInt8>, host: UnsafeBufferPointer<UInt8>?
  ) throws(HTTPFailure) -> Int {
    let start: Int
    if target.count > 7, target.part(0, 7).spellsIgnoringCase("http://") {
      start = 7
    } else if target.count > 8, target.part(0, 8).spellsIgnoringCase("https://") {
      start = 8
    } else {
      throw .bad("a target of no known form")
    }
    let end =
      target[start...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? target.count
    let authority = target.part(start, end)
    // RFC 9110 §4.2.1: here, unlike in Host, the host must not be empty.
    guard let first = authority.first, first != UInt8(ascii: ":"), isAuthority(authority) else {
      throw .bad("malformed authority")
    }
    if let host, !authority.equalsIgnoringCase(host) { throw .bad("target and Host disagree") }
    return end
  }

  /// `host [ ":" port ]` without userinfo (RFC 3986 §3.2); the host may be empty, as in Host it may. A comma is
  /// refused though a name could have one, since two Host fields that somebody joined look like that.
  static func isAuthority(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    if bytes.first == UInt8(ascii: "[") {
      let end = bytes.place(of: UInt8(ascii: "]"))
      guard end < bytes.count, isAddress(bytes.part(1, end)) else { return false }
      index = end + 1
    } else {
      while index < bytes.count {
        if isNameByte(bytes[index]) {
          index += 1
        } else if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
          bytes[index + 1].hexadecimal != nil, bytes[index + 2].hexadecimal != nil
        {
          index += 3
        } else {
          break
        }
      }
    }
    guard index < bytes.count else { return true }
    guard bytes[index] == UInt8(ascii: ":") else { return false }
    index += 1
    while index < bytes.count, bytes[index].isDigit { index += 1 }
    return index == bytes.count
  }

  /// What stands in a name without being percent-encoded (RFC 3986 §3.2.2), the comma left out.
  @inline(__always)
  private static func isNameByte(_ byte: UInt8) -> Bool {
    // A bit set over ASCII: letters, digits and -._~!$&'()*+;=
    let set: UInt64 = byte < 64 ? 0x2BFF_6FD2_0000_0000 : 0x47FF_FFFE_87FF_FFFE
    return byte < 128 && (set >> UInt64(byte & 63)) & 1 == 1
  }

  /// An IPv6 address; no zone, and none of the future kinds (RFC 3986 §3.2.2).
  private static func isAddress(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count < Int(INET6_ADDRSTRLEN), !bytes.contains(0) else { return false }
    var address = in6_addr()
    return inet_pton(AF_INET6, bytes.text, &address) == 1
  }

  /// Whether the path has nothing to decode or to refuse, as most have.
  private static func isPlain(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    var last: UInt8 = 0
    for byte in path {
      if byte == UInt8(ascii: "%") || byte == UInt8(ascii: "\\") { return false }
      if byte == UInt8(ascii: "."), last == UInt8(ascii: "/") { return false }
      last = byte
    }
    return true
  }

  private static func decode(
    _ coded: UnsafeBufferPointer<UInt8>, into path: ByteBuffer
  ) throws(HTTPFailure) {
    var isASCII = true
    var index = 0
    while index < coded.count {
      var byte = coded[index]
      index += 1
      if byte == UInt8(ascii: "%") {
        guard index + 1 < coded.count, let high = coded[index].hexadecimal,
          let low = coded[index + 1].hexadecimal
        else { throw .bad("malformed percent-encoding in the path") }
        byte = high << 4 | low
        index += 2
        if byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "/") {
          throw .bad("coded slash or control character in the path")
        }
        if byte >= 0x80 { isASCII = false }
      }
      if byte == UInt8(ascii: "\\") { throw .bad("backslash in the path") }
      path.append(byte)
    }
    if hasDotSegment(path.elements) { throw .bad("dot segment in the path") }
    if !isASCII, String(validating: path.elements, as: UTF8.self) == nil {
      throw .bad("the path is not UTF-8")
    }
  }

  /// `/.` or `/..` as a whole segment.
  private static func hasDotSegment(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    let dot = UInt8(ascii: ".")
    let slash = UInt8(ascii: "/")
    for index in path.indices where path[index] == slash {
      var end = index + 1
      while end < path.count, path[end] == dot { end += 1 }
      if end > index + 1, end <= index + 3, end == path.count || path[end] == slash { return true }
    }
    return false
  }
}
