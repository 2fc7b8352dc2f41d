import Domain
import Foundation
import Testing

@testable import Storage

/// The store's reader of JSON takes and refuses what Foundation's does, and makes the same of it.
@Suite struct JSONTapeTests {
  /// Both readers on one text: the value, or nil when it is refused.
  private func agree<Value: Decodable & Equatable>(
    on text: String, as type: Value.Type, _ place: SourceLocation = #_sourceLocation
  ) -> Value? {
    let own = try? JSONTape(text).decode(type)
    let reference = try? JSONDecoder().decode(type, from: Data(text.utf8))
    #expect(own == reference, "\(text)", sourceLocation: place)
    return own
  }

  @Test func `Every event that ever shipped, with any bit flipped or byte lost, is read alike`()
    throws
  {
    var accepted = 0
    for line in try EventSamples.shipped() {
      let whole = Array("{\"\(line.kind)\":\(line.payload)}".utf8)
      for index in whole.indices {
        var texts = (0..<8).map { bit in
          var flipped = whole
          flipped[index] ^= 1 << UInt8(bit)
          return flipped
        }
        texts.append(Array(whole[..<index] + whole[(index + 1)...]))
        texts.append(Array(whole[..<index]))
        // What is not UTF-8 is no text, and SQLite's rows are refused for it before.
        for text in texts.compactMap({ String(validating: $0, as: UTF8.self) })
        where agree(on: text, as: DossierEvent.self) != nil {
          accepted += 1
        }
      }
    }
    #expect(accepted > 1_000, "texts inside stay readable, with another letter in them")
  }

  @Test(arguments: [
    #""""#, #""é « 日本 » 👨‍👩‍👧""#, #""\"\\\/\b\f\n\r\t""#, #""\u00e9\u65E5""#, #""\ud83d\ude00""#,
    #""\ud83d""#, #""\ud83dx""#, #""\ude00\ud83d""#, #""\ud83d\u0041""#, #""\u12""#, #""\u+123""#,
    #""\u12g4""#, #""\q""#, #""\"#, #"""#, "\"\u{1}\"", "\"a\nb\"", "\"\u{7F}\"", " \t\r\n\"a\" \n",
    "\"a\"\"b\"", "\"a\" x", "\"a\",", "a", "", " ", "\0", "\"a\"\0", "null",
  ])
  func `Texts are read alike, escapes and all that is no text`(text: String) {
    _ = agree(on: text, as: String.self)
  }

  @Test(arguments: [
    "0", "-0", "7", "-12", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "01", "-01", "-", "+1", "--1", "1-", "1 2", "0x1", "1.", ".5", "1.5", "1e", "true", "\"1\"", "",
  ])
  func `Whole numbers are read alike`(text: String) {
    _ = agree(on: text, as: Int64.self)
    _ = agree(on: text, as: UInt8.self)
  }

  @Test(arguments: ["1.0", "0.5", "-0.25", "1e2", "1E+2", "12.5e-10", "[1.5, 2]"])
  func `Fractions and exponents may stand where nothing is read, and are no whole numbers`(
    text: String
  ) throws {
    struct Read: Decodable, Equatable { var id: Int }
    #expect(try JSONTape(#"{"hours":\#(text),"id":7}"#).decode(Read.self) == Read(id: 7))
    #expect(throws: DecodingError.self) { try JSONTape(text).decode(Int.self) }
  }

  @Test(arguments: ["1.", "1.e2", "1e", "1e+", "1.5.", "1e2e", "-.5", "01.5", "1.5x", "1.-5"])
  func `What is no number stays none`(text: String) {
    #expect(throws: DecodingError.self) { try JSONTape(text) }
    #expect(throws: DecodingError.self) { try JSONTape("[\(text)]") }
  }

  @Test(arguments: [("[1,]", #"{"a":1,}"#), ("\u{FEFF}1", "\u{FEFF}{}")])
  func `What Foundation takes and nothing here writes is refused`(texts: (String, String)) {
    // A comma at the end and a mark before the text are not JSON.
    #expect(throws: DecodingError.self) { try JSONTape(texts.0) }
    #expect(throws: DecodingError.self) { try JSONTape(texts.1) }
  }

  @Test(arguments: [
    "[]", "[ ]", "[1]", "[ 1 , 2 ]", "[,1]", "[1 2]", "[", "]", "[1", "[[1]]", "[null]",
    "[1}", "{}", "null",
  ])
  func `Lists are read alike`(text: String) {
    _ = agree(on: text, as: [Int].self)
    _ = agree(on: text, as: [Int?].self)
    _ = agree(on: text, as: [[Int]].self)
  }

  @Test(arguments: [
    "{}", "{ }", #"{"a":1}"#, #" { "a" : 1 , "b" : 2 } "#, #"{"a":1,"a":2}"#, #"{"\u0061":1}"#,
    #"{,"a":1}"#, #"{"a"}"#, #"{"a":}"#, #"{a:1}"#, #"{"a":1 "b":2}"#, #"{"a":1"#,
    #"{"a""#, #"{"a":1]"#, #"{"a":null}"#, #"{"a":{"a":1}}"#, #"{"":1}"#, #"{1:1}"#, "[]",
    #"{"a":tru}"#, #"{"a":nul"#,
  ])
  func `Objects are read alike`(text: String) {
    _ = agree(on: text, as: [String: Int].self)
    _ = agree(on: text, as: Pair.self)
    _ = agree(on: text, as: [String: [String: Int]].self)
  }

  private struct Pair: Decodable, Equatable {
    let a: Int?
    let b: Int?
  }

  @Test func `Depth without end is an error and no crash`() {
    for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
      let deep = String(repeating: open, count: 100_000)
      #expect(throws: DecodingError.self) { try JSONTape(deep) }
      #expect(throws: DecodingError.self) {
        try JSONTape(deep + "1" + String(repeating: close, count: 100_000))
      }
    }
  }

  @Test func `What the readers say of a text holds nothing of it`() throws {
    for text in [#"{"nom":"Durand"#, #"{"nom":"Durand"}"#, #""Durand""#] {
      let error = #expect(throws: DecodingError.self) { try JSONTape(text).decode([Int].self) }
      #expect(!"\(try #require(error))".contains("Durand"))
    }
  }
}
