import Glibc

// What reads bytes from the network, called with bytes of all kinds: compiled into one module with the server, one
// reader a run. Beside not crashing, heads, bodies and parts must be read in two pieces as they are at once.

private let reader = getenv("MOTCUA_FUZZ").map { String(cString: $0) } ?? ""

/// One input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = UnsafeBufferPointer(start: start, count: count)
  switch reader {
  case "head": fuzzHead(input)
  case "body": fuzzBody(input)
  case "multipart": fuzzMultipart(input)
  case "form": fuzzForm(input)
  case "cookie": fuzzCookie(input)
  case "range": fuzzRange(input)
  default: fatalError("MOTCUA_FUZZ names no reader")
  }
  return 0
}

/// Ceilings that short inputs reach.
private let limits = {
  var limits = Limits()
  limits.requestLine = 200
  limits.head = 400
  limits.headerFields = 8
  limits.chunkLine = 40
  limits.trailers = 60
  limits.partHead = 120
  limits.parts = 5
  return limits
}()

/// Where an input is cut in two; the input itself decides.
private func cut(_ input: UnsafeBufferPointer<UInt8>) -> Int {
  input.isEmpty ? 0 : input.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % input.count
}

private func fuzzHead(_ input: UnsafeBufferPointer<UInt8>) {
  var (whole, split) = (RequestParser(limits: limits), RequestParser(limits: limits))
  let expected = whole.parse(input)
  var progress = split.parse(input.part(0, cut(input)))
  if progress == .more { progress = split.parse(input) }
  precondition(progress == expected, "a head cut in two is read otherwise")
  guard case .complete(let length) = expected else { return }
  precondition(length <= input.count && length <= limits.head + limits.requestLine)
  try? RequestStorage().fill(&whole.head, input.part(0, length), maximumFields: 8)
}

private func fuzzBody(_ input: UnsafeBufferPointer<UInt8>) {
  var head = RequestHead()
  head.isChunked = true
  func read(_ pieces: [UnsafeBufferPointer<UInt8>]) -> (content: [UInt8], used: Int, isWhole: Bool)? {
    var reader = BodyReader(head, maximum: 300, limits: limits)
    var (content, used) = ([UInt8](), 0)
    for piece in pieces {
      do throws(HTTPFailure) {
        used += try reader.read(piece) { bytes throws(HTTPFailure) in content += bytes }
      } catch { return nil }
    }
    return (content, used, reader.isComplete)
  }
  let (whole, split) = (
    read([input]), read([input.part(0, cut(input)), input.part(cut(input), input.count)])
  )
  precondition(whole?.content == split?.content && whole?.isWhole == split?.isWhole, "a body cut in two")
  precondition(whole?.used == split?.used && whole?.content.count ?? 0 <= 300)
}

private final class Parts: MultipartSink {
  var heads: [PartHead] = []
  var contents: [[UInt8]] = []
  func begin(part head: PartHead) {
    heads.append(head)
    contents.append([])
  }
  func take(content bytes: UnsafeBufferPointer<UInt8>) { contents[contents.count - 1] += bytes }
  func endPart() {}
}

private func fuzzMultipart(_ input: UnsafeBufferPointer<UInt8>) {
  func read(_ pieces: [UnsafeBufferPointer<UInt8>]) -> Parts? {
    var reader = MultipartReader(boundary: Array("b".utf8), limits: limits)
    let parts = Parts()
    do throws(HTTPFailure) {
      for piece in pieces { try reader.read(piece, into: parts) }
      try reader.finish()
    } catch { return nil }
    return parts
  }
  let (whole, split) = (
    read([input]), read([input.part(0, cut(input)), input.part(cut(input), input.count)])
  )
  precondition(whole?.heads == split?.heads && whole?.contents == split?.contents, "parts cut in two")
  for name in whole?.heads.compactMap(\.filename) ?? [] {
    precondition(!name.contains("/") && !name.contains("\\"), "a way out of a folder")
  }
}

private func fuzzForm(_ input: UnsafeBufferPointer<UInt8>) {
  guard let form = try? Form(urlencoded: input, maximumFields: 10) else { return }
  precondition(form.fields.count <= 10)
}

private func fuzzCookie(_ input: UnsafeBufferPointer<UInt8>) {
  let value = Cookie.value(of: "a", in: input)
  precondition(value == nil || input.contains(UInt8(ascii: "=")))
}

private func fuzzRange(_ input: UnsafeBufferPointer<UInt8>) {
  for size in [0, 1, 1000, Int.max] {
    guard case .parts(let parts) = ByteRanges("bytes=" + input.text, size: size) else { continue }
    precondition(!parts.isEmpty && parts.count <= ByteRanges.most)
    for part in parts { precondition(!part.isEmpty && part.lowerBound >= 0 && part.upperBound <= size) }
  }
}
