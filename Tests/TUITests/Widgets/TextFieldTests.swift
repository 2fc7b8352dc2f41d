import Testing

@testable import TUI

@Suite("A line of text is edited as operators are used to")
struct TextFieldTests {
  @Test(
    "Keys edit at the cursor",
    arguments: [
      ("abc", [.backspace], "ab|"), ("abc", [.left, .backspace], "a|c"),
      ("abc", [.home, .delete], "|bc"), ("abc", [.home, .character("é")], "é|abc"),
      ("un deux trois", [.ctrl("w")], "un deux |"), ("un deux", [.alt("\u{7F}")], "un |"),
      ("un deux", [.home, .alt("d")], "| deux"), ("un deux", [.wordLeft, .ctrl("k")], "un |"),
      ("un deux", [.wordLeft, .ctrl("u")], "|deux"), ("un deux", [.home, .alt("f")], "un| deux"),
      ("abc", [.left, .left, .left, .left], "|abc"), ("abc", [.right], "abc|"),
      ("e", [.character("\u{301}")], "é|"), ("日本", [.left, .backspace], "|本"),
      ("ab", [.ctrl("a"), .ctrl("d"), .ctrl("e")], "b|"), ("a", [.backspace, .backspace], "|"),
    ] as [(String, [Key], String)])
  func editing(text: String, keys: [Key], expected: String) {
    var field = TextField(text)
    for key in keys { _ = field.handle(key) }
    let characters = Array(field.text)
    let seen = String(characters[..<field.cursor]) + "|" + String(characters[field.cursor...])
    #expect(seen == expected)
  }

  @Test("A pasted text loses its line ends and what a terminal would obey")
  func paste() {
    var field = TextField("a", limit: 20)
    #expect(field.paste("un\r\ndeux\u{1B}[2J\ntrois") == .changed)
    #expect(field.text == "aun deux[2J trois")
    #expect(field.paste("0123456789") == .changed)
    #expect(field.text == "aun deux[2J trois012")
    #expect(field.paste("x") == .moved)
  }

  @Test("A key that edits nothing is told from one that is not the editor's")
  func outcomes() {
    var field = TextField()
    #expect(field.handle(.character("x")) == .changed)
    #expect(field.handle(.left) == .moved)
    #expect(field.handle(.backspace) == .moved)
    #expect(field.handle(.function(1)) == .ignored)
    #expect(field.handle(.up) == .ignored)
  }

  @Test("The cursor shows in any width, wherever it stands", arguments: 1...14)
  func window(width: Int) {
    var field = TextField("Échange 日本 entre A et B")
    _ = field.handle(.home)
    for _ in 0...field.text.count {
      let view = field.window(width: width)
      #expect((0...width).contains(view.cursor))
      #expect(CellText.width(of: view.text) == width)
      _ = field.handle(.right)
    }
  }

  @Test("A short text shows from its beginning, a long one around the cursor")
  func drawing() {
    var surface = Surface(size: Size(columns: 10, rows: 2))
    TextField("abc").draw(into: &surface, in: surface.bounds.line(0), isFocused: false)
    TextField("0123456789abc").draw(into: &surface, in: surface.bounds.line(1), isFocused: true)
    #expect(surface.text == "abc\n56789abc")
    #expect(surface.cursor == Position(column: 8, row: 1))
    #expect(surface.styledText.hasPrefix("⟦field:abc       ⟧"))
  }
}

@Suite("A prompt asks on one line")
struct PromptTests {
  @Test("Typing tells the text, Enter submits it, Escape and a last Backspace leave")
  func keys() {
    var prompt = Prompt(prefix: "/", placeholder: "pour filtrer")
    #expect(prompt.handle(.character("é")) == .changed("é"))
    #expect(prompt.paste("t\né") == .changed("ét é"))
    #expect(prompt.handle(.left) == .none)
    #expect(prompt.handle(.enter) == .submit("ét é"))
    prompt.setText("x")
    #expect(prompt.handle(.backspace) == .changed(""))
    #expect(prompt.handle(.backspace) == .cancel)
    #expect(prompt.handle(.escape) == .cancel)
  }

  @Test("The prefix, the text and the note share the line")
  func drawing() {
    var surface = Surface(size: Size(columns: 30, rows: 1))
    Prompt(prefix: ":", text: "au 15/04").draw(
      into: &surface, in: surface.bounds, note: "12 lignes")
    #expect(surface.text == ":au 15/04            12 lignes")
    #expect(surface.cursor == Position(column: 9, row: 0))
  }
}
