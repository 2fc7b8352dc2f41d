/// The rules on who occupies the logement, under which lease, and whether it may be exchanged.
extension PatrimoineChecker {
  /// Columns 5 to 7, and 49.
  func checkLease() {
    if !isEmpty(.occupation), words.occupation.word(field(.occupation)) == nil {
      report(.unknownOccupation, .occupation, remedy: occupationRemedy)
    }
    if !isEmpty(.leaseDate) { checkStartOfLease() }
    if !isEmpty(.leaseType), words.lease.word(field(.leaseType)) == nil {
      reportUnknown(.leaseType, PatrimoineLease.self)
    }
    if !isEmpty(.updated) { checkUpdated() }
  }

  private func checkStartOfLease() {
    let date = PatrimoineDate(field(.leaseDate))
    guard let day = date.day else {
      return report(
        .invalidLeaseDate, .leaseDate, "Date de bail invalide (\(field(.leaseDate).text)).")
    }
    if day > context.today { return report(.futureLease, .leaseDate) }
    let year = day.year
    if year < 1945 {
      return report(.invalidLeaseDate, .leaseDate, "Date de bail invalide (avant 1945).")
    }
    if let built = field(.year).integer(digits: 4), year < built, built <= context.today.year {
      report(
        .leaseBeforeConstruction, .leaseDate,
        "Date de bail antérieure à la construction (\(built)).")
    }
    if case .french(let day) = date { reportReformatted(.leaseDate, day) }
  }

  private func checkUpdated() {
    let date = PatrimoineDate(field(.updated))
    guard let day = date.day else {
      return report(.invalidValue, .updated, "Date invalide (\(field(.updated).text)).")
    }
    if day > context.today { return report(.invalidValue, .updated, "Date dans le futur.") }
    if case .french(let day) = date { reportReformatted(.updated, day) }
  }

  private func reportReformatted(_ column: PatrimoineColumn, _ day: Day) {
    report(.reformatted, column, "Date reformatée (\(day.iso)).", expected: "AAAA-MM-JJ")
  }

  /// Columns 8 and 9.
  func checkEligibility() {
    let motive = words.motive.word(field(.motive))
    if !isEmpty(.motive), motive == nil { reportUnknown(.motive, PatrimoineMotive.self) }
    guard !isEmpty(.eligible) else { return }
    guard let isEligible = yesNo(field(.eligible)) else {
      return report(.invalidEligibility, .eligible)
    }
    guard isEligible else {
      if isEmpty(.motive) { report(.motiveMissing, .motive) }
      return
    }
    if let lease = words.lease.word(field(.leaseType)), lease.isExcluded {
      report(
        .excludedLease, .eligible,
        "Type de bail exclu (\(lease.rawValue)) mais logement déclaré éligible.")
    }
    if motive != nil { report(.motiveUnexpected, .motive) }
  }

  /// True for O, false for N, nil for anything else.
  @inline(__always)
  func yesNo(_ field: PatrimoineField) -> Bool? {
    guard field.count == 1 else { return nil }
    switch field[0] | 0x20 {
    case UInt8(ascii: "o"): return true
    case UInt8(ascii: "n"): return false
    default: return nil
    }
  }

  /// Reports a value that its list does not have.
  func reportUnknown<Word: PatrimoineWord>(
    _ column: PatrimoineColumn, _ type: Word.Type, _ code: PatrimoineCode = .invalidValue
  ) {
    let words = Word.allCases.map(\.rawValue)
    report(
      code, column, code == .invalidValue ? "Valeur non admise dans cette colonne." : nil,
      remedy: nearest(field(column).text, among: words))
  }

  /// « Vouliez-vous dire « LOUE » ? », nil when nothing is near.
  func nearest(_ typed: String, among words: [String]) -> String? {
    NearestWord.to(typed, among: words).map { "Vouliez-vous dire « \($0) » ?" }
  }

  private var occupationRemedy: String? {
    let all = Array(PatrimoineOccupation.allCases)
    if let code = field(.occupation).integer(digits: 1), all.indices.contains(code - 1) {
      return "Écrivez « \(all[code - 1].rawValue) » pour le code RPLS \(code)."
    }
    return nearest(field(.occupation).text, among: all.map(\.rawValue))
  }
}

/// The closed lists, ready to be looked up.
struct PatrimoineIndexes {
  let occupation = PatrimoineWordIndex(PatrimoineOccupation.self)
  let lease = PatrimoineWordIndex(PatrimoineLease.self)
  let motive = PatrimoineWordIndex(PatrimoineMotive.self)
  let construction = PatrimoineWordIndex(PatrimoineConstruction.self)
  let typologie = PatrimoineWordIndex(Typologie.self)
  let financing = PatrimoineWordIndex(PatrimoineFinancing.self)
  let ceiling = PatrimoineWordIndex(PatrimoineCeiling.self)
  let heating = PatrimoineWordIndex(PatrimoineHeating.self)
}
