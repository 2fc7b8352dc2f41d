/// The rules on the agents of the bailleur, and on the texts that a person reads.
extension PatrimoineChecker {
  /// Columns 43 to 48.
  func checkContacts() {
    checkContact(.contact1Name, .contact1Email, .contact1Phone, .contact1Missing, 1)
    checkContact(.contact2Name, .contact2Email, .contact2Phone, .contact2Missing, 2)
    contacts.note(field(.contact1Email), field(.contact2Email))
  }

  private func checkContact(
    _ name: PatrimoineColumn, _ email: PatrimoineColumn, _ phone: PatrimoineColumn,
    _ missing: PatrimoineCode, _ number: Int
  ) {
    switch (isEmpty(name), isEmpty(email)) {
    case (true, true): report(missing, email)
    case (true, false): report(missing, name, "Contact \(number) : nom absent.")
    case (false, true): report(missing, email, "Contact \(number) : adresse absente.")
    case (false, false): break
    }
    if !isEmpty(email) { checkEmail(email) }
    if !isEmpty(phone) { checkPhone(phone) }
  }

  private func checkEmail(_ column: PatrimoineColumn) {
    let standing = contacts.standing(field(column), in: context)
    if standing == .right { return }
    if standing.contains(.invalid) { report(.invalidEmail, column) }
    if standing.contains(.withoutAccount) { report(.contactWithoutAccount, column) }
    if standing.contains(.unusualDomain) {
      let usual = context.domains?.sorted().joined(separator: ", ")
      report(.unusualDomain, column, expected: usual.map { "une adresse en \($0)" })
    }
  }

  private func checkPhone(_ column: PatrimoineColumn) {
    let field = field(column)
    if field.count == 10, field[0] == UInt8(ascii: "0"), field.isDigits { return }
    let plain = PatrimoinePhone.plain(field)
    report(
      .reformatted, column,
      plain.map { "Téléphone reformaté (\($0))." } ?? "Téléphone non compris : ignoré.")
  }

  /// The lengths of the texts, and what must not reach a spreadsheet.
  func checkTexts() {
    for (column, length) in Self.texts {
      let field = field(column)
      if field.isEmpty { continue }
      if field.count > length, Self.characters(field) > length {
        report(
          .invalidValue, column, "Texte trop long : \(Self.characters(field)) caractères.")
      }
      if field[0] < 0x41, Self.isFormula(field) {
        report(
          .neutralised, column, "Formule (« \(field.text.prefix(12))… ») neutralisée.")
      }
    }
  }

  private static let texts: [(PatrimoineColumn, Int)] = [
    (.streetType, 20), (.street, 60), (.complement, 60), (.commune, 60), (.building, 20),
    (.staircase, 20), (.door, 20), (.reservataire, 60), (.contact1Name, 60), (.contact2Name, 60),
  ]

  private static func characters(_ field: PatrimoineField) -> Int {
    field.count { $0 & 0xC0 != 0x80 }
  }

  /// Whether a spreadsheet would compute the text instead of showing it.
  static func isFormula(_ field: PatrimoineField) -> Bool {
    switch field[0] {
    case UInt8(ascii: "="), UInt8(ascii: "@"): true
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      // « -1 » is a number, « - » a dash.
      field.dropFirst().contains { !ASCII.isDigit($0) && $0 != 0x20 && $0 != 0x2C && $0 != 0x2E }
    default: false
    }
  }
}

/// A telephone number as it is kept: ten digits.
enum PatrimoinePhone {
  /// The ten digits of what was written, nil when it is no French number.
  static func plain(_ field: PatrimoineField) -> String? {
    var digits = String.UnicodeScalarView()
    for byte in field {
      switch byte {
      case 0x30...0x39: digits.append(Unicode.Scalar(byte))
      case 0x20, 0x28, 0x29, 0x2B, 0x2D...0x2F: continue  // « ( ) + - . / »
      default: return nil
      }
    }
    var number = String(digits)
    for prefix in ["0033", "33"] where number.hasPrefix(prefix) {
      let rest = number.dropFirst(prefix.count)
      number = rest.hasPrefix("0") ? String(rest) : "0\(rest)"
      break
    }
    if number.utf8.count == 9, !number.hasPrefix("0") { number = "0\(number)" }
    return number.utf8.count == 10 && number.hasPrefix("0") ? number : nil
  }
}

/// The addresses of contacts already looked at: a file has few of them, on many lines.
struct ContactMemory {
  /// What is wrong with an address.
  struct Standing: OptionSet {
    let rawValue: UInt8
    static let right: Standing = []
    static let invalid = Standing(rawValue: 1)
    static let withoutAccount = Standing(rawValue: 2)
    static let unusualDomain = Standing(rawValue: 4)
  }

  private var standings: [UInt64: Standing] = [:]
  private var first: (contact1: UInt64, contact2: UInt64)?
  /// Whether every line had the same two contacts.
  private(set) var isUniform = true

  /// Addresses beyond these are looked at each time.
  private static let most = 65_536

  mutating func standing(
    _ field: PatrimoineField, in context: PatrimoineContext
  ) -> Standing {
    let fingerprint = Fingerprint.of(field)
    if let standing = standings[fingerprint] { return standing }
    let standing = Self.standing(field.text, in: context)
    if standings.count < Self.most { standings[fingerprint] = standing }
    return standing
  }

  mutating func note(_ contact1: PatrimoineField, _ contact2: PatrimoineField) {
    guard isUniform else { return }
    let pair = (Fingerprint.of(contact1), Fingerprint.of(contact2))
    if let first { isUniform = first == pair } else { first = pair }
  }

  private static func standing(_ text: String, in context: PatrimoineContext) -> Standing {
    guard let address = try? EmailAddress(parsing: text) else { return .invalid }
    var standing = Standing.right
    let lower = address.text.lowercased()
    if let accounts = context.accounts, !accounts.contains(lower) {
      standing.insert(.withoutAccount)
    }
    let domain = lower.split(separator: "@").last.map(String.init) ?? ""
    if let domains = context.domains, !domains.contains(domain) { standing.insert(.unusualDomain) }
    return standing
  }
}
