// The template parser, called with bytes of all kinds: compiled into one module with it.

/// One input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  var parser = Parser(Source(path: "fuzz.html", bytes: bytes))
  _ = parser.parse()
  for fault in parser.faults { precondition(fault.place.line > 0 && fault.place.column > 0) }
  return 0
}
