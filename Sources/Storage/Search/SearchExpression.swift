import Domain

/// What somebody types to find dossiers, as an expression of FTS5.
struct SearchExpression {
  /// The expression, nil when nothing was typed that a dossier can have.
  let text: String?

  /// Every word must begin a word of the dossier, of its tenants' names, of a bailleur's or of a
  /// contact's name.
  ///
  /// - Parameters:
  ///   - organisation: whose dossiers to keep to, nil for all.
  ///   - names: the organisations and people as they are called now.
  init(_ typed: String, of organisation: OrganisationID?, names: NameWords) {
    let words = typed.folded.split(whereSeparator: \.isWhitespace).map(String.init)
      .filter { $0.contains { $0.isLetter || $0.isNumber } }
    guard !words.isEmpty else {
      text = nil
      return
    }
    let own = organisation.map { ["parties : \"\(SearchWords.token($0))\""] } ?? []
    text = (own + words.map { Self.clause($0, names) }).joined(separator: " AND ")
  }

  /// A word must begin a word of one column.
  init(_ word: String, in column: String, of organisation: OrganisationID?) {
    let own = organisation.map { "parties : \"\(SearchWords.token($0))\" AND " } ?? ""
    text = "\(own)\(column) : \(Self.quoted(word))"
  }

  private static func clause(_ word: String, _ names: NameWords) -> String {
    let parties = names.tokens(beginning: word).map { "\"\($0)\"" }.joined(separator: " OR ")
    let text = "{words names} : \(quoted(word))"
    return parties.isEmpty ? "(\(text))" : "((\(text)) OR (parties : (\(parties))))"
  }

  /// Between quotes nothing is an operator; the tokenizer takes the word to pieces like any text.
  private static func quoted(_ word: String) -> String {
    "\"" + String(word.map { "\"\0".contains($0) ? " " : $0 }) + "\" *"
  }

  /// Whether a folded word begins a word of a name.
  static func begins(_ word: String, _ name: String) -> Bool {
    let name = name.folded
    return name.hasPrefix(word)
      || name.split { !$0.isLetter && !$0.isNumber }.contains { $0.hasPrefix(word) }
  }
}
