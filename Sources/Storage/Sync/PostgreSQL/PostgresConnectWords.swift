/// What libpq says when no connection comes about: a text for people, without a code of its own.
extension PostgresError {
  /// Reads the error out of libpq's English words (`LibPQ.inEnglish`), of verbose errors.
  init(connecting words: String, needsPassword: Bool) {
    let line = Self.line(words)
    if let state = Self.state(in: words) {
      self.init(state: state, message: line, place: nil, endsConnection: true)
    } else {
      self.init(
        needsPassword ? .passwordMissing : Self.kind(ofWords: words), line, endsConnection: true)
    }
  }

  /// The SQLSTATE in the server's own words: `FATAL:  28P01: password authentication failed…`,
  /// whose severity may be in another language.
  private static func state(in words: String) -> String? {
    let bytes = Array(words.utf8)
    let colon = UInt8(ascii: ":")
    let space = UInt8(ascii: " ")
    for start in bytes.indices.dropLast(9) where bytes[start] == colon {
      let code = bytes[start + 3..<start + 8]
      let isCode = code.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
      if isCode, bytes[start + 1] == space, bytes[start + 2] == space,
        bytes[start + 8] == colon, bytes[start + 9] == space
      {
        return String(decoding: code, as: UTF8.self)
      }
    }
    return nil
  }

  /// Words of libpq 15 to 17, the first that is found deciding.
  private static let signs: [(words: String, kind: Kind)] = [
    ("does not match host name", .tlsFailed(.wrongName)),
    ("could not get server's host name", .tlsFailed(.wrongName)),
    ("certificate verify failed", .tlsFailed(.wrongAuthority)),
    ("root certificate file", .tlsFailed(.noAuthority)),
    ("locate root certificate", .tlsFailed(.noAuthority)),
    ("server does not support SSL", .tlsFailed(.notOffered)),
    ("could not translate host name", .unknownHost),
    ("session is read-only", .readOnly),
    ("hot standby mode", .readOnly),
    ("SSL", .tlsFailed(.other)),
    ("certificate", .tlsFailed(.other)),
    ("private key", .tlsFailed(.other)),
    ("invalid ", .invalidAddress),
  ]

  private static func kind(ofWords words: String) -> Kind {
    // The name of the server comes first, and it may be any word.
    let reason = words.split(separator: " failed: ", maxSplits: 1).last ?? words[...]
    return signs.first { reason.contains($0.words) }?.kind ?? .unreachable
  }

  /// The words on one line, without the blanks around them.
  static func line(_ words: String) -> String {
    words.split { $0.isNewline || $0 == "\t" }.joined(separator: " ").split(separator: " ")
      .joined(separator: " ")
  }
}
