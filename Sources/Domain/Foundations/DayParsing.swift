/// A day as operators type it.
extension Day {
  /// The day an operator means by what they typed.
  ///
  /// Accepted, whatever the case and the accents: `12/06`, `12/06/2026`, `12/06/26`, the same
  /// with points, `2026-06-12`, `12 juin`, `1er juin 2026`, `+8` and `-3` (days from today),
  /// `aujourd'hui`, `demain`, `après-demain`, `hier`, `avant-hier`, and a day of the week, which
  /// means the next one after today. Without a year, the year is the one that brings the date
  /// nearest to today, so that `05/01` typed in December means January to come.
  ///
  /// - Parameters:
  ///   - text: what was typed.
  ///   - today: the day it was typed, in Paris.
  /// - Throws: a refusal that says what was read and which forms are accepted.
  public static func parse(french text: String, today: Day) throws(Refusal) -> Day {
    let typed = text.folded.split(separator: " ").joined(separator: " ")
    guard !typed.isEmpty else {
      throw Refusal("Aucune date n'a été saisie.", remedy: acceptedForms)
    }
    if let day = relative(typed, to: today) ?? Day(iso: typed) { return day }
    guard let parts = dayAndMonth(typed) else {
      throw Refusal("La date \(text.quoted) n'est pas comprise.", remedy: acceptedForms)
    }
    return try resolve(parts, typed: text, today: today)
  }

  private typealias Parts = (day: Int, month: Int, year: Int?)

  private static let acceptedForms =
    "Formes acceptées : 12/06, 12/06/2026, 12/06/26, +8, -3, aujourd'hui, demain, hier, lundi."

  /// Dates typed by operators lie in these years: any other one is a slip of the finger.
  private static let plausibleYears = 1900...2199

  /// A distance from today, a word or the name of a weekday.
  private static func relative(_ typed: String, to today: Day) -> Day? {
    if let sign = typed.first, sign == "+" || sign == "-" {
      let digits = typed.dropFirst().filter { $0 != " " }
      guard digits.count <= 4, let days = decimal(Array(digits.utf8)) else { return nil }
      return sign == "+" ? today + days : today - days
    }
    switch typed {
    case "aujourd'hui", "aujourdhui": return today
    case "demain": return today + 1
    case "apres-demain", "apres demain": return today + 2
    case "hier": return today - 1
    case "avant-hier", "avant hier": return today - 2
    default: break
    }
    guard let index = weekdayNames.firstIndex(of: typed) else { return nil }
    let ahead = (index + 1 - today.weekday + 7) % 7
    return today + (ahead == 0 ? 7 : ahead)
  }

  /// The numbers of `12/06[/2026]`, `12.06[.2026]` or `12 juin [2026]`.
  private static func dayAndMonth(_ typed: String) -> Parts? {
    let separator: Character = typed.contains("/") ? "/" : typed.contains(".") ? "." : " "
    let fields = typed.split(separator: separator, omittingEmptySubsequences: false)
    guard (2...3).contains(fields.count) else { return nil }
    let isNamed = separator == " "
    let first = isNamed && fields[0] == "1er" ? "1" : fields[0]
    guard first.utf8.count <= 2, let day = decimal(Array(first.utf8)) else { return nil }
    let month = isNamed ? namedMonth(fields[1]) : numberedMonth(fields[1])
    guard let month else { return nil }
    guard fields.count == 3 else { return (day, month, nil) }
    guard let year = decimal(Array(fields[2].utf8)) else { return nil }
    switch fields[2].utf8.count {
    case 2: return (day, month, 2000 + year)
    case 4: return (day, month, year)
    default: return nil
    }
  }

  private static func namedMonth(_ field: Substring) -> Int? {
    monthNames.firstIndex { $0.folded == field }.map { $0 + 1 }
  }

  private static func numberedMonth(_ field: Substring) -> Int? {
    field.utf8.count <= 2 ? decimal(Array(field.utf8)) : nil
  }

  /// The day those numbers mean, in their year or in the one nearest to today.
  private static func resolve(
    _ parts: Parts, typed: String, today: Day
  ) throws(Refusal) -> Day {
    guard (1...12).contains(parts.month) else {
      throw Refusal(
        "La date \(typed.quoted) n'existe pas : il n'y a pas de mois \(parts.month).",
        remedy: acceptedForms)
    }
    let thisYear = today.year
    let years = parts.year.map { [$0] } ?? [thisYear, thisYear + 1, thisYear - 1]
    guard years.allSatisfy(plausibleYears.contains) else {
      throw Refusal(
        "La date \(typed.quoted) est hors de portée : l'année va de "
          + "\(plausibleYears.lowerBound) à \(plausibleYears.upperBound).",
        remedy: acceptedForms)
    }
    let candidates = years.compactMap { Day(year: $0, month: parts.month, day: parts.day) }
    guard let day = candidates.min(by: { abs($0 - today) < abs($1 - today) }) else {
      let length = length(ofMonth: parts.month, year: years[0])
      throw Refusal(
        "La date \(typed.quoted) n'existe pas : "
          + "\(monthNames[parts.month - 1]) \(years[0]) a \(length) jours.",
        remedy: acceptedForms)
    }
    return day
  }
}
