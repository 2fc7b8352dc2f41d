import Domain
import Storage

/// The values of options as what they mean.
extension ParsedArguments {
  /// One of a closed list of words.
  ///
  /// - Throws: `UsageError` that lists them and suggests the nearest.
  func choice<Value>(
    _ option: String, among choices: [(word: String, value: Value)]
  ) throws(UsageError) -> Value? {
    guard let typed = options[option] else { return nil }
    return try Self.value(typed, of: option, among: choices, in: command)
  }

  /// Several words of a closed list, separated by commas.
  ///
  /// - Throws: `UsageError` that lists them and suggests the nearest.
  func choices<Value>(
    _ option: String, among choices: [(word: String, value: Value)]
  ) throws(UsageError) -> [Value] {
    guard let typed = options[option] else { return [] }
    var values: [Value] = []
    for word in typed.split(separator: ",", omittingEmptySubsequences: false) {
      let trimmed = String(word.drop { $0 == " " })
      values.append(try Self.value(trimmed, of: option, among: choices, in: command))
    }
    return values
  }

  /// A civil day, in any form that operators type.
  ///
  /// - Throws: `UsageError`.
  func day(_ option: String, today: Day) throws(UsageError) -> Day? {
    guard let typed = options[option] else { return nil }
    do {
      return try Day.parse(french: typed, today: today)
    } catch {
      throw UsageError(
        "\(option) : \(error.message) \(error.remedy ?? "")", in: command)
    }
  }

  /// A value whose form the domain checks.
  ///
  /// - Throws: `UsageError`.
  func parsed<Value: ParsedText>(_ option: String, as type: Value.Type) throws(UsageError) -> Value?
  {
    guard let typed = options[option] else { return nil }
    do {
      return try Value(parsing: typed)
    } catch {
      throw UsageError(
        "\(option) : \(error.message) \(error.remedy ?? "")", in: command)
    }
  }

  private static func value<Value>(
    _ typed: String, of option: String, among choices: [(word: String, value: Value)],
    in command: [String]
  ) throws(UsageError) -> Value {
    let words = choices.map(\.word)
    if let found = choices.first(where: { $0.word.folded == typed.folded }) { return found.value }
    let near = NearestWord.to(typed, among: words).map { " Vouliez-vous dire « \($0) » ?" } ?? ""
    throw UsageError(
      "\(option) ne connaît pas « \(typed.strippedOfControls) ».\(near) Valeurs : "
        + words.joined(separator: ", ") + ".", in: command)
  }
}
