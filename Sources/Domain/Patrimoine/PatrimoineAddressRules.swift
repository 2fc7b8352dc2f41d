/// The rules on where the logement is.
extension PatrimoineChecker {
  /// Columns 10 to 21, lengths of texts aside.
  func checkAddress() {
    if !isEmpty(.streetNumber), field(.streetNumber).integer(digits: 4) == nil {
      report(.invalidValue, .streetNumber, "Numéro de voie non admis.")
    }
    let repetition = field(.repetition)
    if !repetition.isEmpty, repetition.count != 1 || !ASCII.isLetter(repetition[0]) {
      report(.invalidValue, .repetition, "Indice de répétition non admis.")
    }
    let postal = checkPostcode()
    checkCommune(postal: postal)
    checkFloor()
  }

  /// The département of the postcode, nil when there is none that can be compared.
  private func checkPostcode() -> Int? {
    let field = field(.postcode)
    guard !field.isEmpty else { return nil }
    guard field.count == 5, let code = field.integer(digits: 5) else {
      report(.invalidValue, .postcode, "Code postal non admis.")
      return nil
    }
    guard CommuneList.isInRegion(code / 1000) else {
      report(.invalidValue, .postcode, "Code postal hors d'Île-de-France.")
      return nil
    }
    return code / 1000
  }

  private func checkCommune(postal: Int?) {
    let field = field(.insee)
    guard !field.isEmpty else { return }
    switch context.communes.standing(field) {
    case .known(let place): checkCommuneName(at: place)
    case .possible: break
    case .wholeParis: report(.wholeParis, .insee)
    case .unknown: return report(.unknownCommune, .insee, remedy: communeRemedy)
    case .elsewhere: return report(.outsideRegion, .insee)
    case .malformed:
      return report(
        .unknownCommune, .insee, "Code INSEE inconnu (5 chiffres attendus).",
        remedy: communeRemedy)
    }
    guard let postal else { return }
    let departement = PatrimoineField(rebasing: field[..<2]).integer(digits: 2)
    if departement != postal {
      report(
        .postcodeElsewhere, .postcode,
        "Code postal et code INSEE (\(field.text)) de départements différents.")
    }
  }

  private func checkCommuneName(at place: Int) {
    let label = field(.commune)
    guard !label.isEmpty else { return }
    if communes.isKnown(label, at: place) { return }
    report(
      .otherCommuneName, .commune, expected: context.communes.names[place])
  }

  /// The code of the commune named on the line, when its name is known.
  private var communeRemedy: String? {
    context.communes.code(named: field(.commune).text).map {
      "Le code INSEE de cette commune est \($0)."
    }
  }

  private func checkFloor() {
    let field = field(.floor)
    if field.isEmpty { return }
    if field.count == 3, PackedWord(field) == Self.groundFloor { return }
    let isBelow = field[0] == UInt8(ascii: "-")
    let digits = PatrimoineField(rebasing: field[(isBelow ? 1 : 0)...])
    guard let floor = digits.integer(digits: 2), floor <= (isBelow ? 3 : 60) else {
      return report(.invalidValue, .floor, "Étage non admis.")
    }
  }

  private static let groundFloor = PackedWord("RDC")
}

/// The labels already found to be those of their communes: a label is folded once.
struct CommuneMemory {
  private let list: CommuneList
  private var right: [UInt64]

  init(_ list: CommuneList) {
    self.list = list
    right = [UInt64](repeating: 0, count: list.names.count)
  }

  /// Whether the label is that of the commune.
  mutating func isKnown(_ label: PatrimoineField, at place: Int) -> Bool {
    let fingerprint = Fingerprint.of(label)
    if right[place] == fingerprint { return true }
    guard list.isName(label.text, at: place) else { return false }
    right[place] = fingerprint
    return true
  }
}
