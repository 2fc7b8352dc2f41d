extension SHA256 {
  /// The keyed digest HMAC-SHA-256 (RFC 2104) of a message, 32 bytes.
  ///
  /// - Parameters:
  ///   - message: the bytes to seal.
  ///   - key: the secret, of any length.
  public static func hmac(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    let short = key.count > blockLength ? hash(key) : key
    let padded = short + [UInt8](repeating: 0, count: blockLength - short.count)
    let inner = hash(padded.map { $0 ^ 0x36 } + message)
    return hash(padded.map { $0 ^ 0x5c } + inner)
  }
}
