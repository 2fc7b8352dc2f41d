import Testing

@testable import TUI

@Suite("Texts are broken, hints fitted, news signed")
struct LineTests {
  @Test(
    "A paragraph is broken between words, as French typography wants",
    arguments: [
      ("un deux trois", 8, ["un deux", "trois"]), ("", 5, [""]), ("a\n\nb", 5, ["a", "", "b"]),
      ("anticonstitutionnel", 8, ["anticons", "titution", "nel"]),
      ("日本語 テキスト", 6, ["日本語", "テキス", "ト"]), ("ligne\r\nsuite", 9, ["ligne", "suite"]),
      ("Écart de 9 jours : motif", 16, ["Écart de 9", "jours : motif"]),
      ("voir « Files » ici", 9, ["voir", "« Files »", "ici"]),
      ("\u{1B}[31mrouge", 20, ["[31mrouge"]), ("abc", 0, []), ("日", 1, ["日"]),
    ])
  func wrapping(text: String, width: Int, expected: [String]) {
    #expect(Paragraph.wrap(text, width: width) == expected)
  }

  @Test(
    "The footer drops the least important hints, from the right",
    arguments: [
      (40, ["a agir", "h historique", "/ filtrer", "? aide"]),
      (33, ["a agir", "/ filtrer", "? aide"]),
      (20, ["a agir", "? aide"]), (8, ["? aide"]), (3, []),
    ])
  func hints(width: Int, expected: [String]) {
    let hints = [
      KeyHint(key: "a", label: "agir", priority: 5), KeyHint(key: "h", label: "historique"),
      KeyHint(key: "/", label: "filtrer", priority: 3),
      KeyHint(key: "?", label: "aide", priority: 9),
    ]
    #expect(KeyHints.fitted(hints, width: width).map { "\($0.key) \($0.label)" } == expected)
    var surface = Surface(size: Size(columns: width, rows: 1))
    KeyHints.draw(hints, into: &surface, in: surface.bounds)
    #expect(surface.text == expected.joined(separator: "  "))
  }

  @Test("The footer keeps room for what stands on its right")
  func trailing() {
    var surface = Surface(size: Size(columns: 30, rows: 1))
    KeyHints.draw(
      [KeyHint(key: "a", label: "agir"), KeyHint(key: "h", label: "historique")],
      into: &surface, in: surface.bounds, trailing: "24 mars 2026")
    #expect(surface.styledText == "⟦key:a⟧ agir            ⟦dim:24 mars 2026⟧")
  }

  @Test(
    "News have a sign besides their colour",
    arguments: [
      (Toast.Kind.info, "· fait"), (.success, "✓ fait"), (.warning, "! fait"), (.error, "✗ fait"),
    ])
  func toast(kind: Toast.Kind, expected: String) {
    var surface = Surface(size: Size(columns: 20, rows: 1))
    Toast(kind: kind, text: "fait").draw(into: &surface, in: surface.bounds)
    #expect(surface.text == expected)
  }

  @Test("A timeline aligns its texts after the dates and scrolls by lines")
  func timeline() {
    let entries = [
      Timeline.Entry(when: "24/03", text: "Pré-instruction validée par Bailleur A", sign: "✓"),
      Timeline.Entry(when: "31/03 10:42", text: "Échéance dépassée", sign: "!", style: .late),
    ]
    var surface = Surface(size: Size(columns: 34, rows: 3))
    Timeline.draw(entries, first: 0, into: &surface, in: surface.bounds)
    #expect(
      surface.text == """
        24/03       ✓ Pré-instruction    █
                      validée par        █
                      Bailleur A         │
        """)
    Timeline.draw(entries, first: 99, into: &surface, in: surface.bounds)
    #expect(surface.lines[2].contains("31/03 10:42 ! Échéance dépassée"))
  }
}

@Suite("A menu shows what can be done, and why not")
struct MenuTests {
  static let entries = [
    MenuEntry(id: "valider", key: "v", title: "Valider la pré-instruction"),
    MenuEntry(
      id: "refuser", key: "r", title: "Refuser", closedBecause: "La pré-instruction est close."),
    MenuEntry(id: "editer", key: "e", title: "Éditer la note"),
  ]

  @Test("A letter chooses its entry, a closed one says why")
  func letters() {
    var menu = Menu(Self.entries, mode: .keys)
    #expect(menu.handle(.character("e")) == .chosen("editer"))
    #expect(menu.handle(.character("r")) == .refused("La pré-instruction est close."))
    #expect(menu.handle(.character("z")) == .ignored)
    #expect(menu.handle(.down) == .changed)
    #expect(menu.handle(.enter) == .refused("La pré-instruction est close."))
    #expect(menu.handle(.escape) == .cancel)
  }

  @Test("A filter is blind to accents and case, and Escape clears it before it leaves")
  func filtering() {
    var menu = Menu(Self.entries, mode: .filter)
    for character in "EDIT" { #expect(menu.handle(.character(character)) == .changed) }
    #expect(menu.visibleEntries.map(\.id) == ["editer"])
    #expect(menu.handle(.enter) == .chosen("editer"))
    #expect(menu.handle(.escape) == .changed)
    #expect(menu.visibleEntries.count == 3)
    #expect(menu.selected?.id == "editer")
    #expect(menu.handle(.escape) == .cancel)
  }

  @Test("After a slash, letters filter instead of choosing")
  func slash() {
    var menu = Menu(Self.entries, mode: .keys)
    #expect(menu.handle(.character("/")) == .changed)
    #expect(menu.handle(.character("e")) == .changed)
    #expect(menu.paste("r la") == .changed)
    #expect(menu.visibleEntries.map(\.id) == ["valider", "editer"])
    #expect(menu.handle(.escape) == .changed)
    #expect(menu.handle(.character("e")) == .chosen("editer"))
  }

  @Test("Closed entries are dimmed; the selected one shows its reason")
  func drawing() {
    var menu = Menu(Self.entries, mode: .keys)
    _ = menu.handle(.down)
    var surface = Surface(size: Size(columns: 40, rows: 7))
    menu.draw(into: &surface, in: surface.bounds)
    #expect(
      surface.text == """
          v  Valider la pré-instruction
        ▸ r  Refuser
          e  Éditer la note


        La pré-instruction est close.

        """)
    #expect(surface.styledText.contains("dim+reverse:Refuser"))
  }
}
