/// A file part of a multipart form (RFC 7578), already on disk and synced when a handler sees it.
public struct Upload: Sendable {
  /// The name of the form field.
  public let field: String
  /// The name the client gave, without folders. Do not use it as a path.
  public let filename: String
  /// Bytes.
  public let size: Int
  /// Lower-case hexadecimal.
  public let sha256: String
  /// The first 512 bytes at most, to tell the type by content.
  public let head: [UInt8]
  let file: SpoolFile

  /// The temporary file. It is removed once nobody holds the request any more, unless it was moved away.
  public var path: String { file.path }
}
