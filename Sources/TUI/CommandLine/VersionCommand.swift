/// `habiter --version`.
enum VersionCommand {
  /// The version of the program.
  static let number = "0.2"

  static let spec = CommandSpec(
    words: ["version"], summary: "Donne la version du programme (aussi : --version)."
  ) { _, shell in
    shell.out("habiter \(number)")
    return .success
  }
}
