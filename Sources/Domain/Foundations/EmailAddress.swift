/// A mail address that a header and an envelope can carry without harm.
///
/// The check is narrower than RFC 5321: no quoted local part, no address literal, ASCII only. It
/// serves to catch slips of the finger and to keep forged headers out.
public struct EmailAddress: ParsedText {
  /// The address; the domain is in lower case.
  public let text: String

  /// Reads an address, ignoring spaces around it.
  ///
  /// - Throws: a refusal on the field `email` that says what is wrong.
  public init(parsing text: String) throws(Refusal) {
    let trimmed = EmailAddress.trimmingSpaces(text)
    let halves = trimmed.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2 else {
      throw EmailAddress.refusal(text, "il y faut un seul « @ »")
    }
    guard trimmed.utf8.count <= 254, EmailAddress.isLocalPart(halves[0]) else {
      throw EmailAddress.refusal(text, "ce qui précède « @ » n'est pas admis")
    }
    guard EmailAddress.isDomain(halves[1]) else {
      throw EmailAddress.refusal(text, "ce qui suit « @ » n'est pas un nom de domaine")
    }
    self.text = "\(halves[0])@\(halves[1].lowercased())"
  }

  private static func refusal(_ text: String, _ reason: String) -> Refusal {
    Refusal(
      "L'adresse \(text.quoted) n'est pas valable : \(reason).", field: "email",
      remedy: "Saisissez une adresse comme prenom.nom@bailleur.example.")
  }

  private static func trimmingSpaces(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.firstIndex(where: { $0 != " " }),
      let last = scalars.lastIndex(where: { $0 != " " })
    else { return "" }
    return String(String.UnicodeScalarView(scalars[first...last]))
  }

  /// A dot-atom of RFC 5322, at most 64 bytes.
  private static func isLocalPart(_ text: Substring) -> Bool {
    text.utf8.count <= 64
      && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
        !atom.isEmpty && atom.utf8.allSatisfy { isAlphanumeric($0) || atomSigns.contains($0) }
      }
  }

  /// At least two labels of letters, digits and hyphens (RFC 1123), the last one not a number.
  private static func isDomain(_ text: Substring) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last, !last.utf8.allSatisfy(ASCII.isDigit) else {
      return false
    }
    return labels.allSatisfy { label in
      (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    ASCII.isDigit(byte) || ASCII.isLetter(byte)
  }

  private static let atomSigns = Set("!#$%&'*+-/=?^_`{|}~".utf8)
}
