/// Finds the route of a request. Patterns form a tree of segments; a literal segment wins over `:name`, and
/// that over `*name`, whatever the order in which the routes were given.
public final class Router: Sendable {
  /// A table of routes that cannot be right.
  public enum Fault: Error, Equatable, Sendable {
    /// A pattern without leading slash, with a `*name` that is not last, or with a name missing or used twice.
    case malformed(pattern: String)
    /// Two routes of one method would match the same paths.
    case ambiguous(pattern: String, other: String)
  }

  /// What a path and a method lead to.
  enum Match {
    /// The index of the route.
    case route(Int)
    /// The path exists, for these methods (RFC 9110 §15.5.6).
    case otherMethods([Method])
    case nothing
  }

  private struct Node {
    var literals: [(segment: [UInt8], node: Int)] = []
    var parameter: Int?
    /// Routes that end here, and those that end here with `*name`.
    var ends: [(method: Method, route: Int)] = []
    var rests: [(method: Method, route: Int)] = []
  }

  let endpoints: [Endpoint]
  private let nodes: [Node]

  /// In the order they were given.
  public var routes: [Route] { endpoints.map(\.route) }

  /// Builds the tree; throws a `Fault` when a pattern is malformed or two collide.
  public init(_ routes: [Route]) throws {
    var nodes = [Node()]
    endpoints = try routes.enumerated().map { index, route in
      Endpoint(route, try Router.insert(route, at: index, of: routes, into: &nodes))
    }
    self.nodes = nodes
  }

  private static func insert(
    _ route: Route, at index: Int, of routes: [Route], into nodes: inout [Node]
  ) throws -> [String] {
    guard route.pattern.hasPrefix("/") else { throw Fault.malformed(pattern: route.pattern) }
    var names: [String] = []
    var node = 0
    var takesRest = false
    for segment in route.pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      let isName = segment.hasPrefix(":") || segment.hasPrefix("*")
      guard !takesRest, !isName || segment.utf8.count > 1, !names.contains(String(segment.dropFirst()))
      else { throw Fault.malformed(pattern: route.pattern) }
      if isName { names.append(String(segment.dropFirst())) }
      takesRest = segment.hasPrefix("*")
      if !takesRest { node = child(of: node, for: segment, into: &nodes) }
    }
    let ends = takesRest ? nodes[node].rests : nodes[node].ends
    if let other = ends.first(where: { $0.method == route.method }) {
      throw Fault.ambiguous(pattern: route.pattern, other: routes[other.route].pattern)
    }
    if takesRest {
      nodes[node].rests.append((route.method, index))
    } else {
      nodes[node].ends.append((route.method, index))
    }
    return names
  }

  private static func child(of node: Int, for segment: Substring, into nodes: inout [Node]) -> Int {
    if segment.hasPrefix(":") {
      if let known = nodes[node].parameter { return known }
      nodes[node].parameter = nodes.count
    } else {
      let bytes = Array(segment.utf8)
      if let known = nodes[node].literals.first(where: { $0.segment == bytes }) { return known.node }
      nodes[node].literals.append((bytes, nodes.count))
    }
    nodes.append(Node())
    return nodes.count - 1
  }

  // MARK: Matching

  /// - Parameter ranges: empty; gets the places of the parameters in the path.
  func match(
    _ method: Method, _ path: UnsafeBufferPointer<UInt8>, _ ranges: inout [Range<Int>]
  ) -> Match {
    guard path.first == UInt8(ascii: "/") else { return .nothing }
    if let route = find(method, path, from: 0, at: 1, &ranges) { return .route(route) }
    if method == .head, let route = find(.get, path, from: 0, at: 1, &ranges) { return .route(route) }
    var others = Method.allCases.filter { find($0, path, from: 0, at: 1, &ranges) != nil }
    if others.isEmpty { return .nothing }
    if others.contains(.get), !others.contains(.head) { others.insert(.head, at: 1) }
    return .otherMethods(others)
  }

  /// Depth first, most particular branch first; `ranges` holds the parameters of the branch being tried.
  private func find(
    _ method: Method, _ path: UnsafeBufferPointer<UInt8>, from node: Int, at start: Int,
    _ ranges: inout [Range<Int>]
  ) -> Int? {
    guard start <= path.count else {
      return nodes[node].ends.first { $0.method == method }?.route
    }
    var end = start
    while end < path.count, path[end] != UInt8(ascii: "/") { end += 1 }
    let segment = path.part(start, end)
    for index in nodes[node].literals.indices where nodes[node].literals[index].segment.elementsEqual(segment)
    {
      let next = nodes[node].literals[index].node
      if let found = find(method, path, from: next, at: end + 1, &ranges) { return found }
    }
    if let parameter = nodes[node].parameter, end > start {
      ranges.append(start..<end)
      if let found = find(method, path, from: parameter, at: end + 1, &ranges) { return found }
      ranges.removeLast()
    }
    if start < path.count, let rest = nodes[node].rests.first(where: { $0.method == method }) {
      ranges.append(start..<path.count)
      return rest.route
    }
    return nil
  }

  /// Whether some route, of whatever method, has this path; a query is passed over.
  public func matches(path: String) -> Bool {
    Method.allCases.contains { route($0, path: path) != nil }
  }

  /// The route that a request of this method to this path would meet; a query is passed over.
  public func route(_ method: Method, path: String) -> Route? {
    let plain = Array(path.utf8.prefix { $0 != UInt8(ascii: "?") })
    var ranges: [Range<Int>] = []
    guard case .route(let index) = plain.withUnsafeBufferPointer({ match(method, $0, &ranges) }) else {
      return nil
    }
    return endpoints[index].route
  }

  /// Finds the route of a request and notes it there, with the parameters; throws 404 or 405.
  func resolve(_ storage: RequestStorage) throws(HTTPFailure) -> Endpoint {
    if !storage.parameters.isEmpty { storage.parameters.removeAll(keepingCapacity: true) }
    switch match(storage.method, storage.path.elements, &storage.parameters) {
    case .nothing: throw HTTPFailure(.notFound, "no such path")
    case .otherMethods(let methods):
      throw HTTPFailure(.methodNotAllowed, "no such method here", allow: methods)
    case .route(let index):
      let endpoint = endpoints[index]
      storage.endpoint = endpoint
      return endpoint
    }
  }

  // MARK: In memory

  /// Answers a request on this thread, for tests and for calls within the process: refusals are thrown as they
  /// would have been on the wire, steps that are handed on run here with the same context, and so do the jobs
  /// left for afterwards.
  public func respond(to request: Request, context: AnyObject) throws -> Response {
    if let failure = request.storage.failure { throw failure }
    let route = try resolve(request.storage).route
    try route.admission?(request, context)
    try route.body.admit(request.storage)
    var response = try route.handler(request, context)
    var jobs = response.jobs
    while let step = response.step {
      response = try step.run(context)
      jobs += response.jobs
    }
    for job in jobs { try job(context) }
    return response
  }
}
