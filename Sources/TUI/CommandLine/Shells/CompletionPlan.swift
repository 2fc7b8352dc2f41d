import Domain

/// What a shell may propose after each word, from the table of the commands.
struct CompletionPlan {
  /// What stands at a place of the line.
  enum Proposal: Equatable {
    case words([String])
    case files
    case nothing
  }

  let commands: [CommandSpec]

  /// The commands that have words, those of two words first, so that the longest is met first.
  var named: [CommandSpec] {
    commands.filter { $0.words.count > 1 } + commands.filter { $0.words.count == 1 }
  }

  /// The options of the program without a command.
  var bare: [OptionSpec] { commands.first { $0.words.isEmpty }?.options ?? [] }

  /// The first words, each with what it does.
  var firstWords: [(word: String, help: String)] { helped(at: 0, after: []) }

  /// The first words that take a second, with those.
  var secondWords: [(first: String, seconds: [(word: String, help: String)])] {
    var known: Set<String> = []
    return named.filter { $0.words.count > 1 && known.insert($0.words[0]).inserted }
      .map { ($0.words[0], helped(at: 1, after: [$0.words[0]])) }
  }

  private func helped(at index: Int, after words: [String]) -> [(word: String, help: String)] {
    var known: Set<String> = []
    return commands.filter { $0.words.count > index && $0.words.starts(with: words) }
      .filter { known.insert($0.words[index]).inserted }
      .map { ($0.words[index], $0.summary) }
  }

  /// Every option that takes a value, in any command: the word after it is no argument.
  var valued: [String] {
    var known: Set<String> = []
    return commands.flatMap(\.options).filter { $0.value != nil && known.insert($0.name).inserted }
      .map(\.name)
  }

  /// What the value of an option may be.
  func value(of option: OptionSpec) -> Proposal {
    if option.value == "FICHIER" { return .files }
    return option.choices.isEmpty ? .nothing : .words(option.choices)
  }

  /// What the argument of a command may be.
  func argument(of command: CommandSpec) -> Proposal {
    switch command.argument {
    case "FICHIER": .files
    case "COMMANDE": .words(firstWords.map(\.word))
    default: .nothing
    }
  }

  /// What the first word after the argument may be.
  func following(_ command: CommandSpec) -> Proposal {
    command.followingChoices.isEmpty ? .nothing : .words(command.followingChoices)
  }
}

/// A shell for which there is a completion.
enum CompletionShell: String, CaseIterable {
  case bash, zsh, fish

  /// The script that the shell reads.
  var script: String {
    let plan = CompletionPlan(commands: CommandTable.all)
    switch self {
    case .bash: return BashCompletion(plan: plan).script
    case .zsh: return ZshCompletion(plan: plan).script
    case .fish: return FishCompletion(plan: plan).script
    }
  }
}
