import Foundation
import Testing

@testable import Domain

@Suite("Text from outside is made safe and comparable")
struct TextTests {
  @Test(
    "controls, overrides and separators are removed",
    arguments: [
      ("C. Martin", "C. Martin"),
      ("a\u{1B}[31mb", "a[31mb"),
      ("a\u{0}\u{7}\u{8}\u{7F}\u{85}\u{9B}b", "ab"),
      ("a\tb", "ab"),
      ("Objet\r\nBcc: x", "ObjetBcc: x"),
      ("a\u{202A}b\u{202E}c\u{2066}d\u{2069}e", "abcde"),
      ("a\u{2028}b\u{2029}c", "abc"),
      ("Île-de-France — œuvre", "Île-de-France — œuvre"),
    ])
  func stripped(text: String, expected: String) {
    #expect(text.strippedOfControls == expected)
  }

  @Test(
    "line breaks are kept when asked, each as one line feed",
    arguments: [
      ("a\nb", "a\nb"), ("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\r\n\r\nb", "a\n\nb"),
      ("a\u{2028}b\u{2029}c", "a\nb\nc"), ("a\u{85}b", "a\nb"), ("a\n\u{1B}b", "a\nb"),
    ])
  func newlines(text: String, expected: String) {
    #expect(text.strippedOfControls(keepingNewlines: true) == expected)
  }

  @Test(
    "French text folds to plain lower-case letters",
    arguments: [
      ("Été", "ete"), ("ŒUVRE", "oeuvre"), ("Lætitia", "laetitia"), ("ÇA", "ca"),
      ("e\u{301}te\u{301}", "ete"), ("L’Haÿ-les-Roses", "l'hay-les-roses"),
      ("Straße", "strasse"), ("Nguyễn", "nguyen"), ("Łukasz", "lukasz"), ("Șerban", "serban"),
      ("a\u{A0}b\u{202F}c", "a b c"), ("2 × 3", "2 × 3"), ("Δοκιμή", "δοκιμή"),
    ])
  func folds(text: String, expected: String) {
    #expect(text.folded == expected)
  }

  @Test("letters fold to the base of their canonical decomposition")
  func decomposition() throws {
    for value in Array(0xC0...0x17F) + Array(0x1E00...0x1EFF) {
      let scalar = try #require(Unicode.Scalar(UInt32(value)))
      let base = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
        .filter { !(0x300...0x36F).contains($0.value) }
      guard base.count == 1, let letter = base.first, letter.isASCII else { continue }
      #expect(String(scalar).folded == String(letter).lowercased(), "U+\(String(value, radix: 16))")
    }
  }

  @Test("folded search finds words whatever their accents")
  func search() {
    #expect("Résidence de l'Étang".foldedContains("etang"))
    #expect(!"Résidence".foldedContains("etang"))
    #expect("Résidence".foldedContains(""))
  }
}
