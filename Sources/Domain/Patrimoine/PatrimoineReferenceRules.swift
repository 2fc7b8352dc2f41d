/// The rules on what names the organisme, the logement and the tenant.
extension PatrimoineChecker {
  /// The columns whose absence has no code of its own.
  private static let always =
    mask { $0 == .always }
    & ~(PatrimoineColumn.logement.bit | PatrimoineColumn.contact1Name.bit
    | PatrimoineColumn.contact1Email.bit | PatrimoineColumn.contact2Name.bit
    | PatrimoineColumn.contact2Email.bit)
  private static let rented = mask { $0 == .ifRented } & ~PatrimoineColumn.locataire.bit

  private static func mask(
    _ isWanted: (PatrimoineColumnDefinition.Requirement) -> Bool
  ) -> UInt64 {
    PatrimoineColumn.allCases.filter { isWanted($0.definition.requirement) }
      .reduce(0) { $0 | $1.bit }
  }

  /// The mode of occupation, nil when it is not known.
  var occupation: PatrimoineOccupation? { words.occupation.word(field(.occupation)) }

  /// What must be there and is not, where no other rule says it.
  func checkPresence() {
    var missing = empty & Self.always
    if occupation == .rented { missing |= empty & Self.rented }
    if missing != 0 { reportMissing(missing) }
  }

  private func reportMissing(_ columns: UInt64) {
    for column in PatrimoineColumn.allCases where columns & column.bit != 0 {
      report(
        .invalidValue, column,
        column.definition.requirement == .always
          ? "Valeur obligatoire absente." : "Valeur absente, obligatoire pour un logement loué.")
    }
  }

  /// Columns 1 to 4.
  func checkReferences() {
    checkSiret()
    let logementLine = checkLogement()
    checkLocataire(logementLine: logementLine)
    checkRPLS()
  }

  private func checkSiret() {
    let field = field(.siret)
    if field.isEmpty || field.elementsEqual(rightSiret) { return }
    guard let siret = try? SIRET(parsing: field.text) else {
      let digits = field.filter(ASCII.isDigit).count
      return report(
        .invalidSiret, .siret,
        digits == 14 && field.isDigits
          ? "SIRET invalide (clé de contrôle)." : "SIRET invalide (14 chiffres attendus).")
    }
    if let sender = context.sender, sender != siret {
      return report(.otherSiret, .siret, expected: "\(sender)")
    }
    rightSiret = Array(field)
  }

  /// Checks the logement's reference, and tells the line where it was first seen: this one, or an
  /// earlier one.
  private func checkLogement() -> Int {
    let field = field(.logement)
    guard !field.isEmpty else {
      report(.logementMissing, .logement)
      return line
    }
    guard isReference(.logement, "Référence logement") else { return line }
    logementLengths.note(field, line: line)
    guard let first = logements.note(Fingerprint.of(field), line: line) else { return line }
    report(.logementTwice, .logement, "Référence logement en double (déjà vue ligne \(first)).")
    return first
  }

  private func checkLocataire(logementLine: Int) {
    let field = field(.locataire)
    let occupation = occupation
    guard !field.isEmpty else {
      if occupation == .rented { report(.locataireMissing, .locataire) }
      return
    }
    guard isReference(.locataire, "Référence locataire") else { return }
    if let occupation, occupation != .rented { report(.locataireUnexpected, .locataire) }
    locataireLengths.note(field, line: line)
    // The line kept is that of the logement, so that tenants of one logement do not count as two.
    guard let first = locataires.note(Fingerprint.of(field), line: logementLine) else { return }
    guard first != logementLine else { return }
    report(
      .locataireTwice, .locataire,
      "Référence locataire rattachée à plusieurs logements (lignes \(first), \(line)).")
  }

  private func checkRPLS() {
    let field = field(.rpls)
    guard !field.isEmpty else { return }
    let isAlphanumeric = field.allSatisfy { ASCII.isDigit($0) || ASCII.isLetter($0) }
    guard field.count == 10, isAlphanumeric else { return report(.invalidRPLS, .rpls) }
    guard let first = rplsNumbers.note(Fingerprint.of(field), line: line) else { return }
    report(.rplsTwice, .rpls, "Identifiant RPLS en double (déjà vu ligne \(first)).")
  }

  /// Whether a reference has the right form; says why when it has not.
  private func isReference(_ column: PatrimoineColumn, _ name: String) -> Bool {
    let field = field(column)
    let isPlain = field.allSatisfy(Self.isReferenceByte)
    if isPlain, field.count <= 30 { return true }
    if Self.isScientific(field) {
      report(.alteredReference, column, "\(name) altérée par le tableur (« \(field.text) »).")
    } else {
      report(
        .invalidValue, column,
        isPlain
          ? "\(name) trop longue : \(field.count) caractères."
          : "\(name) avec un caractère non admis.")
    }
    return false
  }

  private static func isReferenceByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2D...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x5F: true  // « - . / » then 0 to 9; « _ »
    default: false
    }
  }

  /// « 1,23E+10 »: a long number as spreadsheets show it.
  private static func isScientific(_ field: PatrimoineField) -> Bool {
    guard let mark = field.firstIndex(where: { $0 | 0x20 == 0x65 }), mark > 0 else { return false }
    let head = field[..<mark].allSatisfy { ASCII.isDigit($0) || $0 == 0x2C || $0 == 0x2E }
    let tail = field[(mark + 1)...]
    return head && tail.first == UInt8(ascii: "+") && tail.count > 1
      && tail.dropFirst().allSatisfy(ASCII.isDigit)
  }
}
