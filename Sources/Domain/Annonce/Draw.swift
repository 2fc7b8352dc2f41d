/// The draw of the annonces to be verified: the same on every desk that knows the month's salt,
/// offline too, and not to be guessed by those who publish (`domaine.md` §3.4).
public enum Draw {
  /// The values that a hash may have: 0 to 9 999.
  public static let values = 10_000

  /// What is hashed: anyone can do it again by hand with `sha256sum`.
  ///
  /// The length before the number keeps two annonces from ever giving the same text.
  public static func text(
    _ annonce: String, version: Int, month: CivilMonth, salt: DrawSalt
  ) -> String {
    "\(annonce.utf8.count):\(annonce)|\(version)|\(month.iso)|\(salt.hex)"
  }

  /// The SHA-256 of that text.
  public static func digest(
    _ annonce: String, version: Int, month: CivilMonth, salt: DrawSalt
  ) -> [UInt8] {
    SHA256.hash(text(annonce, version: version, month: month, salt: salt))
  }

  /// The value of a digest: the whole of it, modulo 10 000.
  public static func value(of digest: [UInt8]) -> Int {
    digest.reduce(0) { ($0 * 256 + Int($1)) % values }
  }

  /// The place of a version in the order of the draw: its value, then the beginning of its digest,
  /// since many have the same value.
  public static func rank(
    _ annonce: String, version: Int, month: CivilMonth, salt: DrawSalt
  ) -> Int64 {
    let digest = digest(annonce, version: version, month: month, salt: salt)
    let head = digest.prefix(6).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    return Int64(value(of: digest)) << 48 | head
  }

  /// The value that a rank begins with.
  public static func value(ofRank rank: Int64) -> Int { Int(rank >> 48) }
}

/// The secret of a month's draw: 32 random bytes.
public struct DrawSalt: ParsedText {
  /// The bytes in hexadecimal, 64 characters.
  public let hex: String

  /// The same.
  public var text: String { hex }

  /// A salt of those bytes; nil when they are not 32.
  public init?(bytes: [UInt8]) {
    guard bytes.count == SHA256.digestLength else { return nil }
    hex = SHA256.hex(bytes)
  }

  /// Reads 64 hexadecimal characters, in small letters.
  ///
  /// - Throws: a refusal on the field `sel`.
  public init(parsing text: String) throws(Refusal) {
    let isHex = text.utf8.allSatisfy { byte in
      ASCII.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
    guard isHex, text.utf8.count == 2 * SHA256.digestLength else {
      throw Refusal("Un sel est fait de 64 chiffres hexadécimaux.", field: "sel")
    }
    hex = text
  }
}

/// What the règlement says of a month's draw.
public struct DrawRules: Equatable, Sendable {
  /// The share to be verified, in percent (R-MOD).
  public var share: Int
  /// The least share of a bailleur that has enough annonces, in percent.
  public var least: Int
  /// The greatest share of such a bailleur, in percent.
  public var greatest: Int
  /// The annonces from which a bailleur has enough.
  public var size: Int

  /// The rules of a month: those of its first day, so that a draw under way does not change.
  public init(_ reglement: Reglement, of month: CivilMonth) {
    func value(_ rule: Rule) -> Int { reglement.value(of: rule, on: month.first).value }
    share = value(.moderationShare)
    least = min(value(.moderationBailleurFrom), share)
    greatest = max(value(.moderationBailleurTo), share)
    size = value(.moderationBailleurSize)
  }

  /// The values under which a version is drawn as soon as it is published.
  public var threshold: Int { share * Draw.values / 100 }
}
