/// Reads free notes before they are kept: warns on sensitive words and masks every NUR.
///
/// The CNIL asks for comments that are objective and never excessive; notes are where social
/// landlords have failed it. A warning never blocks: the operator judges.
public struct NoteLinter: Sendable {
  /// A word that does not belong in a note.
  public struct Warning: Hashable, Sendable {
    /// What the word may reveal.
    public let category: SensitiveCategory
    /// The word or phrase, as it was written.
    public let word: String
    /// One French sentence for the operator.
    public var message: String {
      "\(word.quoted) \(category.phrase) : tenez-vous aux faits utiles à l'échange."
    }
  }

  /// What was found in a note.
  public struct Report: Hashable, Sendable {
    /// The sensitive words in the order in which they stand, each once.
    public let warnings: [Warning]
    /// The note with every NUR masked.
    public let text: String
    /// How many NUR were masked.
    public let maskedNURs: Int
  }

  /// A linter with the project's own lists.
  public init() {}

  /// Reads a note.
  public func check(_ note: String) -> Report {
    let (text, maskedNURs) = NURMask.mask(note)
    return Report(warnings: warnings(in: note), text: text, maskedNURs: maskedNURs)
  }

  private func warnings(in note: String) -> [Warning] {
    let tokens = NoteLinter.tokens(of: note)
    var warnings: [Warning] = []
    var start = 0
    while start < tokens.count {
      guard let match = NoteLinter.longestMatch(in: tokens[start...]) else {
        start += 1
        continue
      }
      let words = tokens[start..<start + match.length].map(\.written)
      let warning = Warning(category: match.category, word: words.joined(separator: " "))
      if !warnings.contains(warning) { warnings.append(warning) }
      start += match.length
    }
    return warnings
  }
}

extension NoteLinter {
  /// A word of a note: as written, and folded.
  private typealias Token = (written: String, folded: String)
  /// An entry of the lists.
  private typealias Phrase = (words: [String], category: SensitiveCategory)

  /// The entries by their first word, so that a note of any length is read in one pass.
  private static let phrases: [String: [Phrase]] = {
    var phrases: [String: [Phrase]] = [:]
    for category in SensitiveCategory.allCases {
      for entry in category.words.split(separator: ",") {
        let words = tokens(of: String(entry)).map(\.folded)
        guard let first = words.first else { continue }
        phrases[first, default: []].append((words, category))
      }
    }
    return phrases
  }()

  /// The words of a text: runs of letters and digits, with the accents that follow them.
  private static func tokens(of text: String) -> [Token] {
    text.unicodeScalars
      .split { !$0.properties.isAlphabetic && $0.properties.numericType == nil && !$0.isAccent }
      .map { (String($0), String($0).folded) }
  }

  private static func longestMatch(
    in tokens: ArraySlice<Token>
  ) -> (length: Int, category: SensitiveCategory)? {
    guard let head = tokens.first?.folded else { return nil }
    var best: (length: Int, category: SensitiveCategory)?
    for stem in stems(of: head) {
      for phrase in phrases[stem, default: []] where phrase.words.count > best?.length ?? 0 {
        let rest = zip(phrase.words.dropFirst(), tokens.dropFirst())
        guard tokens.count >= phrase.words.count,
          rest.allSatisfy({ stems(of: $1.folded).contains($0) })
        else { continue }
        best = (phrase.words.count, phrase.category)
      }
    }
    return best
  }

  /// The word, and what it may be the feminine or the plural of.
  private static func stems(of word: String) -> [String] {
    [word] + ["s", "e", "es", "x"].filter(word.hasSuffix).map { String(word.dropLast($0.count)) }
  }
}

extension Unicode.Scalar {
  fileprivate var isAccent: Bool { (0x300...0x36F).contains(value) }
}
