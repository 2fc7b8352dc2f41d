import Domain
import Storage

/// What was typed after a command's words.
struct ParsedArguments: Equatable {
  /// The command's words.
  let command: [String]
  var argument: String?
  /// What follows the argument.
  var following: [String] = []
  /// The options by their name; one without value has an empty text.
  var options: [String: String] = [:]

  /// Whether an option was given.
  func has(_ option: String) -> Bool { options[option] != nil }
}

/// Finds the command that was typed, and its arguments.
struct ArgumentParser {
  let commands: [CommandSpec]

  /// The command and its arguments.
  ///
  /// - Throws: `UsageError`, with the nearest word that exists.
  func parse(_ arguments: [String]) throws(UsageError) -> (CommandSpec, ParsedArguments) {
    let named = arguments.prefix { !$0.hasPrefix("-") }
    let matching = commands.filter { named.starts(with: $0.words) }
    let longest = matching.max { $0.words.count < $1.words.count }
    guard let command = longest, !command.words.isEmpty || named.isEmpty else {
      throw unknown(Array(named))
    }
    let rest = Array(arguments.dropFirst(command.words.count))
    return (command, try parse(rest, of: command))
  }

  private func parse(
    _ rest: [String], of command: CommandSpec
  ) throws(UsageError) -> ParsedArguments {
    var parsed = ParsedArguments(command: command.words)
    var index = 0
    var onlyArguments = false
    while index < rest.count {
      let word = rest[index]
      index += 1
      if word == "--", !onlyArguments {
        onlyArguments = true
      } else if word.hasPrefix("-"), word != "-", !onlyArguments {
        try takeOption(word, from: rest, at: &index, of: command, into: &parsed)
      } else if command.argument != nil, parsed.argument == nil {
        parsed.argument = word
      } else if command.following != nil {
        parsed.following.append(word)
      } else {
        throw UsageError(
          "« \(shown(word)) » est de trop après « \(command.title) ».", in: command.words)
      }
    }
    if let argument = command.argument, parsed.argument == nil, !command.isArgumentOptional {
      throw UsageError("Il manque \(argument).", in: command.words)
    }
    return parsed
  }

  private func takeOption(
    _ word: String, from rest: [String], at index: inout Int, of command: CommandSpec,
    into parsed: inout ParsedArguments
  ) throws(UsageError) {
    let halves = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(halves[0])
    guard let option = command.options.first(where: { $0.name == name }) else {
      throw UsageError(
        "L'option « \(shown(name)) » n'existe pas pour « \(command.title) »."
          + suggestion(name, among: command.options.map(\.name)), in: command.words)
    }
    guard parsed.options[name] == nil else {
      throw UsageError("L'option \(name) est donnée deux fois.", in: command.words)
    }
    guard let value = option.value else {
      if halves.count > 1 {
        throw UsageError("L'option \(name) ne prend pas de valeur.", in: command.words)
      }
      parsed.options[name] = ""
      return
    }
    if halves.count > 1 {
      parsed.options[name] = String(halves[1])
    } else if index < rest.count, !rest[index].hasPrefix("--") {
      parsed.options[name] = rest[index]
      index += 1
    } else {
      throw UsageError("L'option \(name) attend une valeur : \(value).", in: command.words)
    }
  }

  /// Nothing has that name: the words that begin so, or the nearest.
  private func unknown(_ words: [String]) -> UsageError {
    let first = words.first ?? ""
    let longer = commands.filter { $0.words.count > 1 && $0.words.first == first }
    if !longer.isEmpty {
      let second = words.count > 1 ? " « \(shown(words[1])) »" : ""
      // Some of these words are infinitives (importer), the others are nouns (compte).
      let isVerb = first.hasSuffix("er")
      let missing = isVerb ? "Que faut-il \(first) ?" : "Il manque un mot après « \(first) »."
      let what = second.isEmpty ? missing : "« \(first) » ne connaît pas\(second)."
      let known = longer.map { "« \($0.title) »" }.joined(separator: ", ")
      return UsageError("\(what) Essayez \(known).", in: longer[0].words)
    }
    return UsageError(
      "La commande « \(shown(first)) » n'existe pas."
        + suggestion(first, among: commands.compactMap(\.words.first)))
  }

  private func suggestion(_ word: String, among words: [String]) -> String {
    NearestWord.to(word, among: words).map { " Vouliez-vous dire « \($0) » ?" } ?? ""
  }

  private func shown(_ word: String) -> String { String(word.strippedOfControls.prefix(60)) }
}
