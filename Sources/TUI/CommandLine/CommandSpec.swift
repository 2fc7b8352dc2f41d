/// A command of the program: what it is called, takes and does; help and parsing come from it.
struct CommandSpec: Sendable {
  /// The words that name it, none for the program without arguments.
  let words: [String]
  /// One line.
  let summary: String
  /// A few lines more, for its own help.
  var details: [String] = []
  /// The name of its argument, nil when it takes none.
  var argument: String?
  /// Whether the argument may be left out.
  var isArgumentOptional = false
  /// What may follow the argument, as the help shows it; nil when nothing may.
  var following: String?
  /// What the first word after the argument may be, for the completion; none when it is free.
  var followingChoices: [String] = []
  var options: [OptionSpec] = []
  var examples: [String] = []
  /// What it does.
  let run: @Sendable (ParsedArguments, Shell) throws -> ExitCode

  /// « habiter importer dossiers ».
  var title: String { (["habiter"] + words).joined(separator: " ") }

  /// « habiter importer dossiers FICHIER [--essai] ».
  var usage: String {
    let shown = argument.map { isArgumentOptional ? "[\($0)]" : $0 }
    return ([title] + [shown, following].compactMap(\.self) + options.map { "[\($0.usage)]" })
      .joined(separator: " ")
  }
}

/// An option of a command.
struct OptionSpec: Sendable {
  /// The name, with its two dashes.
  let name: String
  /// What stands for its value in the help, nil when it takes none.
  var value: String?
  /// What it does, one line.
  let help: String
  /// The values that it knows, for the completion; none when they are free.
  var choices: [String] = []

  /// « --au JJ/MM/AAAA ».
  var usage: String { value.map { "\(name) \($0)" } ?? name }
}

/// A command line that was not understood: what, and what would be.
struct UsageError: Error, Equatable {
  let message: String
  /// The command whose help says more, nil for the general help.
  let command: [String]

  init(_ message: String, in command: [String] = []) {
    self.message = message
    self.command = command
  }
}
