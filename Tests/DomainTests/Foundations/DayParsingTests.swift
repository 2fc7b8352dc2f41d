import Domain
import Testing

@Suite("Day reads what operators type")
struct DayParsingTests {
  /// A Tuesday.
  static let today = Day(number: 20_536)

  @Test(
    "accepted forms",
    arguments: [
      ("12/06", "2026-06-12"), ("12/06/2026", "2026-06-12"), ("12/06/26", "2026-06-12"),
      ("1/4", "2026-04-01"), (" 12/06 ", "2026-06-12"), ("12.06", "2026-06-12"),
      ("12.06.2027", "2027-06-12"), ("2026-06-12", "2026-06-12"),
      ("12 juin", "2026-06-12"), ("1er AOÛT 2026", "2026-08-01"), ("3 fevrier 2026", "2026-02-03"),
      ("24 mars 2026", "2026-03-24"), ("29/02/2028", "2028-02-29"),
      ("+8", "2026-04-01"), ("-3", "2026-03-21"), ("+ 8", "2026-04-01"), ("+0", "2026-03-24"),
      ("−3", "2026-03-21"),
      ("aujourd'hui", "2026-03-24"), ("aujourd’hui", "2026-03-24"), ("Demain", "2026-03-25"),
      ("hier", "2026-03-23"), ("après-demain", "2026-03-26"), ("avant-hier", "2026-03-22"),
      ("lundi", "2026-03-30"), ("MARDI", "2026-03-31"), ("mercredi", "2026-03-25"),
      ("dimanche", "2026-03-29"),
    ])
  func accepted(text: String, iso: String) throws {
    #expect(try Day.parse(french: text, today: Self.today).iso == iso)
  }

  @Test(
    "without a year, the date nearest to today is meant",
    arguments: [
      ("2026-12-20", "05/01", "2027-01-05"), ("2026-01-05", "20/12", "2025-12-20"),
      ("2026-06-15", "12/01", "2026-01-12"), ("2027-11-02", "29/02", "2028-02-29"),
      ("2024-03-01", "29/02", "2024-02-29"),
    ])
  func nearestYear(today: String, text: String, iso: String) throws {
    let today = try #require(Day(iso: today))
    #expect(try Day.parse(french: text, today: today).iso == iso)
  }

  @Test(
    "what is not understood is repeated, with the forms that are",
    arguments: [
      ("", "Aucune date n'a été saisie."),
      ("   ", "Aucune date n'a été saisie."),
      ("bientôt", "La date « bientôt » n'est pas comprise."),
      ("12", "La date « 12 » n'est pas comprise."),
      ("12/06/", "La date « 12/06/ » n'est pas comprise."),
      ("12/06/202", "La date « 12/06/202 » n'est pas comprise."),
      ("123/06", "La date « 123/06 » n'est pas comprise."),
      ("+", "La date « + » n'est pas comprise."),
      ("+99999", "La date « +99999 » n'est pas comprise."),
      ("31/02/2026", "La date « 31/02/2026 » n'existe pas : février 2026 a 28 jours."),
      ("29/02", "La date « 29/02 » n'existe pas : février 2026 a 28 jours."),
      ("31/04", "La date « 31/04 » n'existe pas : avril 2026 a 30 jours."),
      ("12/13", "La date « 12/13 » n'existe pas : il n'y a pas de mois 13."),
      (
        "12/06/0026",
        "La date « 12/06/0026 » est hors de portée : l'année va de 1900 à 2199."
      ),
      ("12\u{1B}[2J/06", "La date « 12[2J/06 » n'est pas comprise."),
    ])
  func refused(text: String, message: String) throws {
    let refusal = #expect(throws: Refusal.self) {
      try Day.parse(french: text, today: Self.today)
    }
    #expect(refusal?.message == message)
    #expect(refusal?.remedy?.contains("12/06/2026") == true)
  }

  @Test("a long paste is cut in the message")
  func longPaste() {
    let refusal = #expect(throws: Refusal.self) {
      try Day.parse(french: String(repeating: "x", count: 5000), today: Self.today)
    }
    #expect((refusal?.message.count ?? 0) < 100)
  }

  @Test("every form a day is shown in, but that with its weekday, is read back")
  func roundTrip() throws {
    for number in stride(from: 20_000, to: 21_000, by: 13) {
      let day = Day(number: number)
      for text in [day.french, day.frenchLong, day.iso] {
        #expect(try Day.parse(french: text, today: Self.today) == day)
      }
    }
  }
}
