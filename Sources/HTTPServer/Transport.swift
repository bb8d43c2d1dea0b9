import Glibc

/// What a call on a transport came to.
enum Transfer {
  /// So many bytes moved. `more` tells, for reading, that there may be more at once.
  case moved(Int, more: Bool)
  /// Nothing can move until epoll says so.
  case blocked
  /// The other side will send nothing more.
  case ended
  /// The connection is broken.
  case failed
}

/// How bytes get to the client and back, never blocking. Plain sockets now; TLS takes the same place.
protocol Transport {
  func receive(into buffer: UnsafeMutableRawBufferPointer) -> Transfer
  /// Sends a head and what follows it, in one call where the system can.
  /// - Parameter moreFollows: a file is to follow at once, so a last short packet may wait for it.
  func send(
    _ head: UnsafeRawBufferPointer, _ body: UnsafeRawBufferPointer, moreFollows: Bool
  ) -> Transfer
  /// Sends a part of a file; `moved` tells how much of it.
  func send(file: OpenFile, from offset: Int, count: Int) -> Transfer
  /// Says that nothing more will be sent (RFC 9112 §9.6).
  func endOutput()
  func close()
}

/// A TCP socket without TLS.
struct PlainTransport: Transport {
  let descriptor: Int32

  func receive(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
    while true {
      let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      if count > 0 { return .moved(count, more: count == buffer.count) }
      if count == 0 { return .ended }
      if errno != EINTR { return PlainTransport.outcome(errno) }
    }
  }

  func send(
    _ head: UnsafeRawBufferPointer, _ body: UnsafeRawBufferPointer, moreFollows: Bool
  ) -> Transfer {
    let flags = Int32(MSG_NOSIGNAL) | (moreFollows ? Int32(MSG_MORE) : 0)
    while true {
      let count =
        body.isEmpty
        ? Glibc.send(descriptor, head.baseAddress, head.count, flags)
        : sendBoth(head, body, flags)
      if count >= 0 { return .moved(count, more: true) }
      if errno != EINTR { return PlainTransport.outcome(errno) }
    }
  }

  private func sendBoth(
    _ head: UnsafeRawBufferPointer, _ body: UnsafeRawBufferPointer, _ flags: Int32
  ) -> Int {
    let pieces = (
      iovec(iov_base: UnsafeMutableRawPointer(mutating: head.baseAddress), iov_len: head.count),
      iovec(iov_base: UnsafeMutableRawPointer(mutating: body.baseAddress), iov_len: body.count)
    )
    return withUnsafePointer(to: pieces) { pieces in
      pieces.withMemoryRebound(to: iovec.self, capacity: 2) { vector in
        var message = msghdr()
        message.msg_iov = UnsafeMutablePointer(mutating: vector)
        message.msg_iovlen = 2
        return sendmsg(descriptor, &message, flags)
      }
    }
  }

  func send(file: OpenFile, from offset: Int, count: Int) -> Transfer {
    var position = off_t(offset)
    while true {
      let count = sendfile(descriptor, file.descriptor, &position, count)
      if count > 0 { return .moved(count, more: true) }
      if count == 0 { return .failed }  // the file became shorter than its head says
      if errno != EINTR { return PlainTransport.outcome(errno) }
    }
  }

  func endOutput() { shutdown(descriptor, Int32(SHUT_WR)) }

  func close() { Glibc.close(descriptor) }

  private static func outcome(_ code: Int32) -> Transfer {
    code == EAGAIN || code == EWOULDBLOCK ? .blocked : .failed
  }
}
