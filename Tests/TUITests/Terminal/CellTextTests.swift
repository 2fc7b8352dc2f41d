import CNcurses
import Testing

@testable import TUI

@Suite("Text is measured and cleaned as the terminal will show it")
struct CellTextTests {
  @Test(
    "Width is the sum of the scalars' wcwidth, once flattened",
    arguments: [
      ("", 0), ("abc", 3), ("été", 3), ("e\u{301}te\u{301}", 3), ("日本", 4), ("한국", 4),
      ("👨‍👩‍👧", 6), ("👍🏽", 2), ("🇫🇷", 2), ("❤\u{FE0F}", 1), ("…", 1), ("Bailleur A ⇄ B", 14),
      ("a\u{200B}b", 2), ("\u{202E}ab", 2), ("a\tb\nc", 5), ("\u{1B}[31mx", 5), ("\u{301}", 1),
    ])
  func width(text: String, expected: Int) {
    #expect(CellText.width(of: text) == expected)
    #expect(CellText.width(of: CellText.sanitized(text)) == expected)
  }

  @Test(
    "What is taken to be plain is one column wide, composes with nothing and is obeyed by nobody")
  func plain() {
    #expect(CharacterLocale.isReady)
    let plain = (0...0x2FFFF).compactMap(Unicode.Scalar.init).filter(\.isPlain)
    #expect(plain.count > 900)
    for scalar in plain {
      let name = String(scalar.value, radix: 16)
      #expect(wcwidth(wchar_t(bitPattern: scalar.value)) == 1, "U+\(name)")
      let properties = scalar.properties
      #expect(properties.canonicalCombiningClass == .notReordered, "U+\(name)")
      #expect(![.format, .control].contains(properties.generalCategory), "U+\(name)")
    }
  }

  @Test(
    "What a terminal would obey is taken out",
    arguments: [
      ("\u{1B}[2Jclear", "[2Jclear"), ("\u{9B}31mred", "31mred"), ("bell\u{7}", "bell"),
      ("\u{1B}]52;c;AAAA\u{7}", "]52;c;AAAA"), ("line\r\nline", "line  line"),
      ("\u{202E}gnp.exe", "gnp.exe"), ("\u{2066}a\u{2069}", "a"), ("del\u{7F}", "del"),
      ("soft\u{AD}hyphen", "softhyphen"), ("\u{FEFF}bom", "bom"), ("\u{85}x", " x"),
    ])
  func sanitizing(text: String, expected: String) {
    #expect(Array(CellText.sanitized(text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test("What composes is one scalar, what does not keeps its marks up to two")
  func composition() {
    let composed = CellText.sanitized("Me\u{301}lanie C\u{327}a Ἀ\u{301}")
    #expect(Array(composed.unicodeScalars) == Array("Mélanie Ça Ἄ".unicodeScalars))
    let piled = CellText.sanitized("q" + String(repeating: "\u{301}", count: 40))
    #expect(Array(piled.unicodeScalars) == ["q", "\u{301}", "\u{301}"])
  }

  @Test(
    "A text cut to its place ends with an ellipsis and never overflows",
    arguments: [
      ("Habitat", 7, "Habitat"), ("Habitat", 6, "Habit…"), ("Habitat", 1, "…"), ("Habitat", 0, ""),
      ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 6, "日本語"),
    ])
  func truncation(text: String, columns: Int, expected: String) {
    #expect(CellText.truncated(text, to: columns) == expected)
    #expect(CellText.width(of: expected) <= columns)
  }
}
