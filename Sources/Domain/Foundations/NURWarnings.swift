/// What looks odd in a well-formed NUR. Nothing here blocks: the layout of the digits (département,
/// year and month, sequence, registering body) is no official publication.
extension NUR {
  /// Doubts to show beside the field, French sentences, empty when there is none.
  ///
  /// - Parameters:
  ///   - today: the day in Paris.
  ///   - renewed: the last renewal known, if any; a request lives one year from it (CCH R441-2-7).
  public func warnings(today: Day, renewed: Day? = nil) -> [String] {
    var warnings: [String] = []
    if !NUR.regionalPrefixes.contains(String(text.prefix(3))) {
      warnings.append("Ce NUR ne commence pas par un département d'Île-de-France.")
    }
    let months = depositMonths
    let current = CivilMonth(of: today)
    if months.isEmpty {
      warnings.append("Les caractères 4 à 7 de ce NUR ne donnent aucun mois de dépôt.")
    } else if months.allSatisfy({ $0 > current }) {
      warnings.append("Le mois de dépôt de ce NUR est dans le futur.")
    } else if let doubt = renewalDoubt(months, today: today, renewed: renewed) {
      warnings.append(doubt)
    }
    return warnings
  }

  private func renewalDoubt(_ months: [CivilMonth], today: Day, renewed: Day?) -> String? {
    if let renewed {
      guard NUR.isOverAYear(from: renewed, to: today) else { return nil }
      return "Le dernier renouvellement connu, du \(renewed.french), a plus d'un an."
    }
    // The most recent reading that is not in the future: the one that doubts the least.
    guard let deposit = months.filter({ $0 <= CivilMonth(of: today) }).max(),
      NUR.isOverAYear(from: deposit.last, to: today)
    else { return nil }
    return "Cette demande semble avoir plus d'un an : vérifiez qu'elle a été renouvelée."
  }

  /// The months that positions 4 to 7 may mean, read as MMAA and as AAMM.
  private var depositMonths: [CivilMonth] {
    let digits = text.utf8.dropFirst(3).prefix(4).map { Int($0) - 48 }
    let head = digits[0] * 10 + digits[1]
    let tail = digits[2] * 10 + digits[3]
    return [(head, tail), (tail, head)].compactMap { month, year in
      // The unique number was born with the law of 29 July 1998.
      Day(year: year >= 98 ? 1900 + year : 2000 + year, month: month, day: 1)
    }.map(CivilMonth.init(of:))
  }

  private static func isOverAYear(from start: Day, to today: Day) -> Bool {
    let (year, month, day) = start.civil
    // A request of 29 February runs to the 28 of the next year.
    let lastDay = Day.length(ofMonth: month, year: year + 1)
    let due = Day(uncheckedYear: year + 1, month: month, day: min(day, lastDay))
    return today > due
  }

  private static let regionalPrefixes: Set<String> = [
    "075", "077", "078", "091", "092", "093", "094", "095",
  ]
}
