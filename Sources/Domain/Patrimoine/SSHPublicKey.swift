/// The public key of an automatic synchronisation, as OpenSSH writes it on a line.
public struct SSHPublicKey: Equatable, Sendable {
  /// « ssh-ed25519 ».
  public let kind: String
  /// The line, without its comment.
  public let line: String
  /// The SHA-256 of the key, hexadecimal.
  public let fingerprint: String

  private static let kinds = [
    "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa",
    "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
  ]

  /// Reads the line of a file `….pub`.
  ///
  /// - Throws: a refusal on the field `cle`.
  public init(parsing text: String) throws(Refusal) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard !text.contains("PRIVATE KEY") else {
      throw Refusal(
        "C'est une clé privée : elle ne doit pas quitter la machine du bailleur.", field: "cle",
        remedy: "Collez la ligne du fichier qui finit par « .pub ».")
    }
    guard words.count >= 2, Self.kinds.contains(words[0]) else {
      throw Refusal(
        "Une clé publique OpenSSH est attendue.", field: "cle",
        remedy: "Collez la ligne du fichier « .pub » : « ssh-ed25519 AAAA… ».")
    }
    guard let bytes = Base64.decoded(words[1]), Self.kind(of: bytes) == words[0] else {
      throw Refusal(
        "Cette clé est incomplète ou altérée.", field: "cle",
        remedy: "Copiez de nouveau toute la ligne.")
    }
    kind = words[0]
    line = "\(words[0]) \(words[1])"
    fingerprint = SHA256.hex(SHA256.hash(bytes))
  }

  /// The kind that the key itself begins with, after its length; nil when the key is cut.
  private static func kind(of bytes: [UInt8]) -> String? {
    guard bytes.count > 4 else { return nil }
    let length = bytes[..<4].reduce(0) { $0 << 8 | Int($1) }
    guard length > 0, length < 64, bytes.count > 4 + length + 4 else { return nil }
    return String(decoding: bytes[4..<(4 + length)], as: UTF8.self)
  }
}

/// Bytes written with 64 signs (RFC 4648).
enum Base64 {
  /// The bytes of a text, nil when it is none.
  static func decoded(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count % 4 == 0 else { return nil }
    let padding = digits.suffix(2).count { $0 == UInt8(ascii: "=") }
    var bytes: [UInt8] = []
    var (bits, count) = (0, 0)
    for digit in digits.dropLast(padding) {
      guard let value = value(of: digit) else { return nil }
      bits = (bits << 6 | value) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(bits >> count & 0xFF))
      }
    }
    return bytes
  }

  private static func value(of digit: UInt8) -> Int? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(digit) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(digit) - 97 + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(digit) - 48 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
