import Glibc

/// Why the terminal could not be used; `message` is what the operator reads.
enum TerminalError: Error, Equatable {
  /// Input or output is a file or a pipe.
  case notATerminal
  /// terminfo does not know the terminal's type.
  case unknownTerminal(String)
  /// The system refused; the code is `errno`.
  case system(Int32)
  /// A program could not be started; the code is `errno`.
  case programFailed(String, Int32)

  /// The reason and what would help, in French.
  var message: String {
    switch self {
    case .notATerminal:
      "L'écran interactif demande un terminal : l'entrée ou la sortie est redirigée. "
        + "L'option --lineaire s'en passe."
    case .unknownTerminal(let name):
      "Terminal inconnu : « \(name) ». Essayez TERM=xterm-256color."
    case .system(let code):
      "Le terminal ne répond pas : \(TerminalError.describe(code))."
    case .programFailed(let name, let code):
      "« \(name) » n'a pas pu être lancé : \(TerminalError.describe(code)). "
        + "Mettez dans EDITOR le nom d'un éditeur installé, comme nano."
    }
  }

  private static func describe(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "erreur \(code)"
  }
}
