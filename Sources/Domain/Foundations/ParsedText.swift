/// A value written as one text that only parsing can make: whoever holds one knows it well-formed.
public protocol ParsedText: Hashable, Comparable, Codable, CustomStringConvertible, Sendable {
  /// The canonical text.
  var text: String { get }

  /// Reads what was typed or stored.
  ///
  /// - Throws: a refusal that says what is wrong and what is expected.
  init(parsing text: String) throws(Refusal)
}

extension ParsedText {
  /// The canonical text.
  public var description: String { text }

  /// Whether `left` sorts before `right`, never by a locale.
  public static func < (left: Self, right: Self) -> Bool { left.text < right.text }

  /// Reads a single string.
  ///
  /// - Throws: `DecodingError.dataCorrupted` when it is not well-formed.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      try self.init(parsing: text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.message)
    }
  }

  /// Writes a single string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// The classes of ASCII characters that the codes and addresses of the bourse are made of.
enum ASCII {
  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  static func isCapital(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  static func isLetter(_ byte: UInt8) -> Bool { isCapital(uppercase(byte)) }

  static func uppercase(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 32 : byte
  }

  /// The text without white space and with its ASCII letters in upper case, as codes are compared.
  static func code(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
      scalars.append(
        UInt8(exactly: scalar.value).map { Unicode.Scalar(uppercase($0)) } ?? scalar)
    }
    return String(scalars)
  }
}
