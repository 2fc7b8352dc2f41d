import Domain
import Testing

@testable import TUI

@Suite("A form records what it shows, and only when it may")
struct FormTests {
  /// Tuesday 24 March 2026.
  static let today = Day(number: 20_536)

  static func form(openedBy: Key? = .character("a"), initial: Day? = nil) -> Form {
    Form(
      title: "Programmer la CALEOL",
      rules: ["R-CAL : 8 jours au plus entre les deux CALEOL."],
      fields: [
        FormField(
          id: "date", label: "Date de la CALEOL",
          kind: .date(
            DateHints(
              marks: [DateHints.Mark(day: today + 7, label: "CALEOL de Bailleur B")],
              window: today - 1...today + 15)),
          initial: initial.map { .day($0) },
          check: { values in
            guard let day = values.day("date") else { return nil }
            if day < today { return .error("La date est passée.") }
            return day > today + 15 ? .warning("Hors de la règle R-CAL.") : nil
          }),
        FormField(
          id: "motif", label: "Motif",
          kind: .choice([
            FormChoice(code: "CAL-01", label: "Calendrier de la commission"),
            FormChoice(code: "CAL-02", label: "Pièces manquantes"),
            FormChoice(code: "DES", label: "Désistement du locataire"),
          ]), isRequired: false),
        FormField(id: "rang", label: "Rang", kind: .integer(1...9), initial: .number(1)),
        FormField(id: "urgent", label: "Urgent", kind: .yesNo, initial: .flag(false)),
        FormField(id: "note", label: "Note", kind: .note, isRequired: false),
        FormField(id: "lieu", label: "Lieu", kind: .text(limit: 20), isRequired: false),
      ],
      today: today, openedBy: openedBy,
      effect: { values in
        guard let day = values.day("date") else { return [] }
        return [StyledLine("Écart avec l'autre CALEOL : \(abs(day - (today + 7))) jours.")]
      })
  }

  static func typing(_ text: String, into form: inout Form) {
    for character in text { _ = form.handle(.character(character)) }
  }

  @Test("The effect, the weekday and the calendar follow what is typed")
  func golden() {
    var form = Self.form()
    Self.typing("+10", into: &form)
    var surface = Surface(size: Size(columns: 70, rows: 22))
    form.draw(into: &surface, in: surface.bounds)
    #expect(
      surface.text == """
        R-CAL : 8 jours au plus entre les deux CALEOL.

        ▸ Date de la CALEOL  +10           vendredi 3 avril 2026
                             avril 2026
                             lu  ma  me  je  ve  sa  di
                                      1   2   3   4   5
                              6   7   8   9  10  11  12
                             13  14  15  16  17  18  19
                             20  21  22  23  24  25  26
                             27  28  29  30
                             * 31/03/2026  CALEOL de Bailleur B
                             Dans la règle : du 23/03/2026 au 08/04/2026
          Motif              à choisir
          Rang               1
          Urgent             ( ) oui  (•) non
          Note
          Lieu




        Écart avec l'autre CALEOL : 3 jours.
        """)
    #expect(surface.cursor == Position(column: 24, row: 2))
    #expect(surface.styledText.contains("⟦selected: 3⟧"))
    #expect(surface.styledText.contains("⟦dim: 9⟧"))
  }

  @Test("A small place scrolls so that the focused field and the effect are seen")
  func scrolling() {
    var form = Self.form(initial: Self.today)
    _ = form.handle(.backTab)
    var surface = Surface(size: Size(columns: 70, rows: 5))
    form.draw(into: &surface, in: surface.bounds)
    #expect(surface.lines[2].hasPrefix("▸ Lieu"))
    #expect(surface.lines[4].hasPrefix("Écart"))
  }

  @Test("Enter gives the answers by field once all is right")
  func submitting() {
    var form = Self.form()
    Self.typing("31/03", into: &form)
    _ = form.handle(.tab)
    Self.typing("des", into: &form)
    _ = form.handle(.tab)
    _ = form.handle(.tab)
    Self.typing("o", into: &form)
    guard case .submit(let values) = form.handle(.enter) else {
      Issue.record("not submitted")
      return
    }
    #expect(values.day("date") == Self.today + 7)
    #expect(values.choice("motif") == "DES")
    #expect(values.number("rang") == 1)
    #expect(values.flag("urgent") == true)
    #expect(values["note"] == nil && values.text("lieu") == nil)
  }

  @Test("Enter on an invalid form goes to the first error and says it; a warning passes")
  func invalid() {
    var form = Self.form()
    _ = form.handle(.tab)
    _ = form.handle(.tab)
    #expect(
      form.handle(.enter) == .refused("Une date est attendue : 12/06, +8, demain, lundi."))
    #expect(form.focus == 0)
    Self.typing("hier", into: &form)
    #expect(form.handle(.enter) == .refused("La date est passée."))
    for _ in 0..<4 { _ = form.handle(.backspace) }
    Self.typing("+20", into: &form)
    #expect(form.shownFinding(at: 0, form.values) == .warning("Hors de la règle R-CAL."))
    guard case .submit = form.handle(.enter) else {
      Issue.record("a warning kept the form")
      return
    }
  }

  @Test("Errors stand beside the field as it is typed; an empty one is not scolded untouched")
  func findings() {
    var form = Self.form()
    #expect(form.shownFinding(at: 0, form.values) == nil)
    Self.typing("32/13", into: &form)
    #expect(form.shownFinding(at: 0, form.values)?.isError == true)
    var surface = Surface(size: Size(columns: 90, rows: 20))
    form.draw(into: &surface, in: surface.bounds)
    #expect(surface.text.contains("✗ "))
    for _ in 0..<5 { _ = form.handle(.backspace) }
    #expect(
      form.shownFinding(at: 0, form.values)
        == .error("Une date est attendue : 12/06, +8, demain, lundi."))
  }

  @Test("The key that opened the form does not confirm it, however often it repeats")
  func openingKey() {
    var form = Self.form(openedBy: .enter, initial: Self.today)
    for _ in 0..<3 {
      guard case .refused = form.handle(.enter) else {
        Issue.record("the opening key confirmed")
        return
      }
    }
    _ = form.handle(.tab)
    guard case .submit = form.handle(.enter) else {
      Issue.record("not submitted after another key")
      return
    }
    var other = Self.form(openedBy: .character("a"), initial: Self.today)
    guard case .submit = other.handle(.enter) else {
      Issue.record("Enter was not the key that opened it")
      return
    }
  }

  @Test("A pasted text never submits, and goes into the focused field on one line")
  func pasting() {
    var form = Self.form(initial: Self.today)
    _ = form.handle(.backTab)
    #expect(form.paste("Salle\nCommune\r\n") == .changed)
    #expect(form.values.text("lieu") == "Salle Commune")
    _ = form.handle(.backTab)
    #expect(form.paste("Vu ce\njour") == .changed)
    #expect(form.values.text("note") == "Vu ce jour")
  }

  @Test("A note is typed in its line, or written in the editor and comes back whole")
  func notes() {
    var form = Self.form(initial: Self.today)
    for _ in 0..<4 { _ = form.handle(.tab) }
    #expect(form.handle(.character("V")) == .changed)
    #expect(form.values.text("note") == "V")
    #expect(form.handle(.ctrl("e")) == .editNote(field: "note", text: "V"))
    form.setNote("Seule\n", field: "note")
    #expect(form.values.text("note") == "Seule")
    form.setNote("Première\nSeconde\n", field: "note")
    #expect(form.values.text("note") == "Première\nSeconde")
    // Several lines do not fit in one: from now on a key opens the editor on them.
    #expect(form.handle(.character("x")) == .editNote(field: "note", text: "Première\nSeconde"))
    var surface = Surface(size: Size(columns: 70, rows: 12))
    form.draw(into: &surface, in: surface.bounds)
    #expect(surface.text.contains("Première  (2 lignes)"))
  }

  @Test("Escape gives up; Tab and arrows go round the fields")
  func moving() {
    var form = Self.form()
    #expect(form.handle(.escape) == .cancel)
    #expect(form.handle(.backTab) == .changed)
    #expect(form.focus == 5)
    #expect(form.handle(.down) == .changed)
    #expect(form.focus == 0)
    #expect(form.handle(.function(5)) == .ignored)
  }

  @Test("Arrows move a date by a day, from today when there is none")
  func dateArrows() {
    var form = Self.form()
    _ = form.handle(.up)
    #expect(form.values.day("date") == Self.today)
    _ = form.handle(.up)
    _ = form.handle(.up)
    _ = form.handle(.down)
    #expect(form.values.day("date") == Self.today + 1)
    #expect(form.states[0].editor.text == "25/03/2026")
  }

  @Test(
    "A list is chosen from by arrows, by code, or by the beginning of a word",
    arguments: [
      ([.down], "CAL-01"), ([.up], "DES"), ([.end], "DES"), ([.end, .home], "CAL-01"),
      ([.character("d")], "DES"), ([.character("p")], "CAL-02"),
      ("cal-02".map { .character($0) }, "CAL-02"), ("LOC".map { .character($0) }, "DES"),
      ("dp".map { .character($0) }, "CAL-02"), ([.character("z")], nil),
      ([.down, .character("z")], "CAL-01"), ("cx".map { .character($0) }, "CAL-01"),
    ] as [([Key], String?)])
  func choices(keys: [Key], expected: String?) {
    var form = Self.form()
    _ = form.handle(.tab)
    for key in keys { _ = form.handle(key) }
    #expect(form.values.choice("motif") == expected)
  }

  @Test(
    "A whole number is checked against its bounds",
    arguments: [("3", 3), ("0", nil), ("10", nil), ("x", nil), ("1 ", 1)] as [(String, Int?)])
  func integers(text: String, expected: Int?) {
    var form = Self.form(initial: Self.today)
    _ = form.handle(.tab)
    _ = form.handle(.tab)
    _ = form.handle(.ctrl("u"))
    Self.typing(text, into: &form)
    #expect(form.values.number("rang") == expected)
    #expect((form.shownFinding(at: 2, form.values) == nil) == (expected != nil))
  }
}
