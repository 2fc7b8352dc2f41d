/// The rules on the rent and on who holds the right to propose candidates.
extension PatrimoineChecker {
  /// Columns 30 to 32.
  func checkRent() {
    let rent = amount(.rent, "Loyer", 1...500_000)
    let newRent = amount(.newRent, "Loyer à la relocation", 1...500_000)
    _ = amount(.charges, "Montant des charges", 0...200_000)
    guard let rent else { return }
    if let surface = field(.surface).hundredths(), (900...40_000).contains(surface) {
      checkRentBySurface(rent: rent, surface: surface)
    }
    guard let newRent else { return }
    if newRent * 2 < rent || newRent > rent * 3 {
      report(
        .unusualRent, .newRent,
        "Loyer à la relocation inhabituel (\(field(.rent).text) € aujourd'hui).",
        expected: "de la moitié au triple du loyer actuel")
    }
  }

  /// Both in hundredths.
  private func checkRentBySurface(rent: Int, surface: Int) {
    guard rent < surface * Self.usual.lowerBound || rent > surface * Self.usual.upperBound else {
      return
    }
    let tenths = (rent * 10 + surface / 2) / surface
    report(
      .unusualRent, .rent, "Loyer au m² inhabituel (\(tenths / 10),\(tenths % 10) €/m²).",
      expected: "de \(Self.usual.lowerBound) à \(Self.usual.upperBound) €/m² d'habitude")
  }

  /// Hundredths of a column of euros; nil when there are none, or none that can be.
  private func amount(
    _ column: PatrimoineColumn, _ name: String, _ bounds: ClosedRange<Int>
  ) -> Int? {
    let field = field(column)
    guard !field.isEmpty else { return nil }
    guard let amount = field.hundredths() else {
      report(.invalidRent, column, "\(name) non numérique.")
      return nil
    }
    guard bounds.contains(amount) else {
      report(.invalidRent, column, "\(name) hors bornes.")
      return nil
    }
    return amount
  }

  /// The rents by m² that call for no second look, in euros a month (◇).
  private static let usual = 3...25

  /// Columns 33 and 34.
  func checkReservation() {
    guard !isEmpty(.contingent) else { return checkReservataire() }
    guard let contingent = field(.contingent).integer(digits: 1), (1...7).contains(contingent)
    else { return report(.invalidContingent, .contingent) }
    if contingent != 7, isEmpty(.reservataire) {
      report(
        .invalidValue, .reservataire, "Valeur absente, obligatoire pour un logement réservé.")
    }
    checkReservataire()
  }

  private func checkReservataire() {
    let field = field(.reservataire)
    guard !field.isEmpty, let known = context.reservataires else { return }
    switch standing(field, among: known) {
    case .takesPart: break
    case .undecided: report(.undecidedReservataire, .reservataire)
    case .unknown:
      report(
        .unknownReservataire, .reservataire,
        remedy: nearest(field.text, among: known.keys.sorted()))
    }
  }

  /// A label is compared once with the list, whatever the lines that have it; labels that each
  /// differ are not kept beyond ``manyLabels``.
  private func standing(
    _ field: PatrimoineField, among known: [String: Bool]
  ) -> ReservataireStanding {
    let fingerprint = Fingerprint.of(field)
    if let standing = reservataires[fingerprint] { return standing }
    let label = field.text.folded
    let entry = known.first { $0.key.folded == label }
    let standing = entry.map { $0.value ? ReservataireStanding.takesPart : .undecided } ?? .unknown
    if reservataires.count < Self.manyLabels { reservataires[fingerprint] = standing }
    return standing
  }

  private static let manyLabels = 4096
}

/// What a label of the column `reservataire` is.
enum ReservataireStanding {
  case takesPart, undecided, unknown
}
