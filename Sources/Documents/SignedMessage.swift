import COpenSSL
import Glibc

/// A time-stamp token (RFC 3161).
enum Timestamp {
  /// The moment it names, in seconds since 1970; nil where it is no token.
  static func seconds(_ token: [UInt8]) -> Int64? {
    withToken(token) { token in
      guard let info = PKCS7_to_TS_TST_INFO(token) else { return nil }
      defer { TS_TST_INFO_free(info) }
      return TS_TST_INFO_get_time(info).flatMap(ASN1.seconds)
    } ?? nil
  }

  /// Whether it is of these bytes, and of an authority whom others trusted at that moment.
  static func holds(_ token: [UInt8], of content: [UInt8], at seconds: Int64, trusting anchors: TrustAnchors)
    -> Bool
  {
    withToken(token) { token in
      guard let context = TS_VERIFY_CTX_new() else { return false }
      // The context frees the store and the content it is given.
      defer { TS_VERIFY_CTX_free(context) }
      guard let store = anchors.store(at: Int(seconds)), let data = BIO_new(BIO_s_mem()) else { return false }
      _ = BIO_write(data, content, Int32(content.count))
      TS_VERIFY_CTX_set_flags(context, Int32(TS_VFY_SIGNATURE | TS_VFY_VERSION | TS_VFY_DATA))
      TS_VERIFY_CTX_set_store(context, store)
      TS_VERIFY_CTX_set_data(context, data)
      return TS_RESP_verify_token(context, token) == 1
    } ?? false
  }

  private static func withToken<Result>(
    _ token: [UInt8], _ body: (UnsafeMutablePointer<PKCS7>) -> Result
  ) -> Result? {
    token.withUnsafeBufferPointer { buffer in
      var next = buffer.baseAddress
      guard let token = d2i_PKCS7(nil, &next, buffer.count) else { return nil }
      defer { PKCS7_free(token) }
      return body(token)
    }
  }
}

/// What signs a file from outside (CMS signed data without content, RFC 5652).
struct SignedMessage: ~Copyable {
  private let message: OpaquePointer
  private let signer: OpaquePointer

  /// Nil where it is no such message, or has no signer.
  init?(_ bytes: [UInt8]) {
    let message = bytes.withUnsafeBufferPointer { buffer in
      var next = buffer.baseAddress
      return d2i_CMS_ContentInfo(nil, &next, buffer.count)
    }
    guard let message else { return nil }
    guard let signers = CMS_get0_SignerInfos(message), OPENSSL_sk_num(signers) > 0,
      let signer = OPENSSL_sk_value(signers, 0)
    else {
      CMS_ContentInfo_free(message)
      return nil
    }
    (self.message, self.signer) = (message, OpaquePointer(signer))
  }

  deinit { CMS_ContentInfo_free(message) }

  /// The bytes of the signature itself: what a time-stamp of it is of.
  var signature: [UInt8] { CMS_SignerInfo_get0_signature(signer).map { ASN1.bytes($0) } ?? [] }

  /// When the signer's machine says that it signed (RFC 5652, 11.3).
  var claimed: Int64? {
    let index = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1)
    guard index >= 0, let value = X509_ATTRIBUTE_get0_type(CMS_signed_get_attr(signer, index), 0) else {
      return nil
    }
    guard value.pointee.type == V_ASN1_UTCTIME || value.pointee.type == V_ASN1_GENERALIZEDTIME else {
      return nil
    }
    return ASN1.seconds(UnsafePointer(value.pointee.value.asn1_string))
  }

  /// Time-stamps of the signature (RFC 3161, appendix A).
  var timestamps: [[UInt8]] {
    let index = CMS_unsigned_get_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, -1)
    guard index >= 0, let attribute = CMS_unsigned_get_attr(signer, index) else { return [] }
    return (0..<X509_ATTRIBUTE_count(attribute)).compactMap { place in
      guard let value = X509_ATTRIBUTE_get0_type(attribute, place), value.pointee.type == V_ASN1_SEQUENCE
      else {
        return nil
      }
      return ASN1.bytes(UnsafePointer(value.pointee.value.asn1_string))
    }
  }

  /// Whether it signs these bytes, whoever the signer is.
  func isIntact(over content: [UInt8]) -> Bool {
    verify(content, nil, flags: UInt32(CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY))
  }

  /// Whether it signs these bytes and the signer was vouched for at that moment.
  func isTrusted(over content: [UInt8], at seconds: Int64, trusting anchors: TrustAnchors) -> Bool {
    guard let store = anchors.store(at: Int(seconds)) else { return false }
    defer { X509_STORE_free(store) }
    // Certificates of persons are for signing papers, not for letters.
    X509_VERIFY_PARAM_set_purpose(X509_STORE_get0_param(store), X509_PURPOSE_ANY)
    return verify(content, store, flags: UInt32(CMS_BINARY))
  }

  private func verify(_ content: [UInt8], _ store: OpaquePointer?, flags: UInt32) -> Bool {
    guard let data = BIO_new_mem_buf(content, Int32(content.count)) else { return false }
    defer { BIO_free(data) }
    return CMS_verify(message, nil, store, data, nil, flags) == 1
  }
}

private enum ASN1 {
  static func seconds(_ time: UnsafePointer<ASN1_STRING>) -> Int64? {
    var parts = tm()
    guard ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
    return Int64(timegm(&parts))
  }

  static func bytes(_ text: UnsafePointer<ASN1_STRING>) -> [UInt8] {
    Array(UnsafeBufferPointer(start: ASN1_STRING_get0_data(text), count: Int(ASN1_STRING_length(text))))
  }
}
