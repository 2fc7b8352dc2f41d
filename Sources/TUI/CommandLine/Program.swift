import Domain
import Storage

/// Runs the command that was typed and says how it went.
enum Program {
  /// Runs a command line, the program's own name left out.
  ///
  /// - Returns: the exit code.
  static func run(_ arguments: [String], in shell: Shell) -> ExitCode {
    do {
      let (command, parsed) = try ArgumentParser(commands: CommandTable.all)
        .parse(wording(arguments))
      return try command.run(parsed, shell)
    } catch let error as UsageError {
      shell.report("habiter : \(error.message)")
      let help = (["habiter aide"] + error.command).joined(separator: " ")
      shell.report("Pour en savoir plus : \(help)")
      return .usage
    } catch let refusal as Refusal {
      shell.report("habiter : \(refusal.message)")
      if let remedy = refusal.remedy { shell.report(remedy) }
      return .refused
    } catch let error as StorageError {
      shell.report("habiter : \(error.french)")
      return error.isOccupied ? .occupied : .storage
    } catch let error as SharedError {
      shell.report("habiter : \(error.french)")
      return error.exitCode
    } catch let error as TerminalError {
      shell.report("habiter : \(error.message)")
      return .storage
    } catch {
      shell.report("habiter : une erreur imprévue a arrêté le programme : \(error)")
      shell.report("Transmettez ce message à votre administrateur.")
      return .storage
    }
  }

  /// What every program answers to, as the commands of this one: `--help` anywhere, `--version`.
  ///
  /// All words that follow « aide » are one: which of them name a command is for the help to tell.
  private static func wording(_ arguments: [String]) -> [String] {
    func help(of words: ArraySlice<String>) -> [String] {
      ["aide"] + (words.isEmpty ? [] : [words.joined(separator: " ")])
    }
    let words = Array(arguments.prefix { !$0.hasPrefix("-") })
    if arguments.contains("--help") || arguments.contains("-h") { return help(of: words[...]) }
    if words.first == "aide" {
      return help(of: words.dropFirst()) + arguments.dropFirst(words.count)
    }
    return arguments.first == "--version" || arguments.first == "-V"
      ? ["version"] + arguments.dropFirst() : arguments
  }
}

extension SharedError {
  /// What a script is told: a refusal, what may pass by itself, or what somebody must see to.
  var exitCode: ExitCode {
    if kind == .denied { return .refused }
    return isPassing ? .occupied : .storage
  }
}

extension StorageError {
  /// Whether trying again once another program has ended would do.
  fileprivate var isOccupied: Bool {
    switch kind {
    case .locked, .busy: true
    default: false
    }
  }
}
