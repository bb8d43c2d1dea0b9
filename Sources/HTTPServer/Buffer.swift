/// A list in memory that is used again: emptying it keeps the room, appending to it copies and no more. One thread
/// uses it at a time.
final class Buffer<Element: BitwiseCopyable> {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    base = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { base.deallocate() }

  var isEmpty: Bool { count == 0 }

  /// What is in it; valid until the next change.
  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

  /// Forgets the elements and keeps the room.
  func removeAll() { count = 0 }

  /// Makes room for so many more.
  @inline(__always)
  private func reserve(_ more: Int) { if count &+ more > capacity { grow(more) } }

  @inline(never)
  private func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
  }

  @inline(__always)
  func append(_ element: Element) {
    reserve(1)
    base[count] = element
    count &+= 1
  }

  @inline(__always)
  func append(_ source: UnsafePointer<Element>, _ length: Int) {
    reserve(length)
    (base + count).update(from: source, count: length)
    count &+= length
  }

  @inline(__always)
  func append(_ source: UnsafeBufferPointer<Element>) {
    if let start = source.baseAddress { append(start, source.count) }
  }
}

/// Bytes on their way in or out.
typealias ByteBuffer = Buffer<UInt8>

extension ByteBuffer {
  @inline(__always)
  func append(_ text: StaticString) { append(text.utf8Start, text.utf8CodeUnitCount) }

  func append(_ source: [UInt8]) { source.withUnsafeBufferPointer { append($0) } }

  func append(text: String) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { append($0) }
    if done == nil { append(Array(text.utf8)) }
  }

  /// A number of at least zero.
  func append(decimal number: Int) {
    if number >= 10 { append(decimal: number / 10) }
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }
}
