import Domain

/// The words of the names of organisations and people, each with the word that stands for its owner
/// in the full-text index.
///
/// A class, so that the names are folded once, at the first search, and not at each letter typed.
final class NameWords {
  private let names: Directory
  private lazy var organisations = names.organisations.values
    .map { (SearchWords.token($0.id), Self.words($0.name)) }
  private lazy var people = names.operators.values
    .map { (SearchWords.token($0.id), Self.words($0.name)) }

  init(_ names: Directory) {
    self.names = names
  }

  /// A word of fewer letters would begin the names of half the agents.
  private static let leastOfPerson = 3

  /// The tokens of those of whose names a word begins one, in order.
  ///
  /// - Parameter typed: the word, folded.
  func tokens(beginning typed: String) -> [String] {
    let looked = typed.count < Self.leastOfPerson ? organisations : organisations + people
    return looked.filter { _, words in words.contains { $0.hasPrefix(typed) } }.map(\.0).sorted()
  }

  /// The words of a name, and the name whole for what is typed with its punctuation.
  private static func words(_ name: String) -> [String] {
    let name = name.folded
    return [name] + name.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
