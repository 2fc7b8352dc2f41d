/// The rules on the logement itself.
extension PatrimoineChecker {
  /// Columns 22 to 29.
  func checkHome() {
    if !isEmpty(.construction), words.construction.word(field(.construction)) == nil {
      reportUnknown(.construction, PatrimoineConstruction.self)
    }
    let typologie = checkRooms()
    checkSurface(typologie)
    checkYear()
    checkFinancing()
    if !isEmpty(.subsidised) { checkYesNo(.subsidised) }
  }

  private func checkRooms() -> Typologie? {
    let typologie = words.typologie.word(field(.typologie))
    if !isEmpty(.typologie), typologie == nil { reportUnknown(.typologie, Typologie.self) }
    guard !isEmpty(.rooms) else { return typologie }
    guard let rooms = field(.rooms).integer(digits: 2), (1...9).contains(rooms) else {
      report(.invalidRooms, .rooms)
      return typologie
    }
    if let typologie, !typologie.rooms.contains(rooms) {
      report(
        .otherTypologie, .typologie,
        "Typologie incohérente avec le nombre de pièces (\(typologie.rawValue) / "
          + "\(rooms) pièce\(rooms > 1 ? "s" : "")).")
    }
    return typologie
  }

  private func checkSurface(_ typologie: Typologie?) {
    let field = field(.surface)
    guard !field.isEmpty else { return }
    guard let surface = field.hundredths() else {
      return report(.surfaceOutOfBounds, .surface, "Surface non numérique.")
    }
    guard (900...40_000).contains(surface) else { return report(.surfaceOutOfBounds, .surface) }
    guard let typologie else { return }
    let usual = typologie.usualSurfaces
    if surface < usual.lowerBound * 100 || surface > usual.upperBound * 100 {
      report(
        .unusualSurface, .surface,
        "Surface inhabituelle pour un \(typologie.rawValue) (\(field.text) m²).",
        expected: "de \(usual.lowerBound) à \(usual.upperBound) m² d'habitude")
    }
  }

  private func checkYear() {
    let field = field(.year)
    guard !field.isEmpty else { return }
    guard field.count == 4, let year = field.integer(digits: 4), year >= 1800 else {
      return report(.invalidValue, .year, "Année de construction non admise.")
    }
    if year > context.today.year {
      report(.invalidValue, .year, "Année de construction dans le futur.")
    }
  }

  private func checkFinancing() {
    let financing = words.financing.word(field(.financing))
    if !isEmpty(.financing), financing == nil {
      reportUnknown(.financing, PatrimoineFinancing.self, .unknownFinancing)
    }
    let ceiling = words.ceiling.word(field(.ceiling))
    if !isEmpty(.ceiling), ceiling == nil { reportUnknown(.ceiling, PatrimoineCeiling.self) }
    guard let financing, let ceiling, !financing.ceilings.contains(ceiling) else { return }
    report(
      .otherCeiling, .ceiling,
      "Plafond \(ceiling.rawValue) pour un financement \(financing.rawValue).",
      expected: financing.ceilings.map(\.rawValue).joined(separator: " ou "))
  }

  /// Columns 35 to 42.
  func checkComfort() {
    for column in Self.questions where !isEmpty(column) { checkYesNo(column) }
    if !isEmpty(.heating), words.heating.word(field(.heating)) == nil {
      reportUnknown(.heating, PatrimoineHeating.self)
    }
    for column in Self.diagnostics where !isEmpty(column) {
      let field = field(column)
      let letter = field[0] & 0xDF
      guard field.count == 1, (UInt8(ascii: "A")...UInt8(ascii: "G")).contains(letter) else {
        report(.invalidDPE, column)
        continue
      }
    }
  }

  private func checkYesNo(_ column: PatrimoineColumn) {
    if yesNo(field(column)) == nil { report(.invalidYesNo, column) }
  }

  private static let questions: [PatrimoineColumn] = [
    .lift, .accessible, .balcony, .parking, .priorityArea,
  ]
  private static let diagnostics: [PatrimoineColumn] = [.energy, .emissions]
}
