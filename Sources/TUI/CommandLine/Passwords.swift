import Domain
import Glibc

/// Passwords that are typed: never shown, never on a command line.
enum Passwords {
  /// Asks for a new password, twice where somebody types it.
  ///
  /// - Throws: `Refusal` when there is none, or the two differ.
  static func new(_ shell: Shell) throws(Refusal) -> String {
    let isTyped = isatty(STDIN_FILENO) == 1
    let password = try read("Mot de passe du compte : ", shell, isTyped)
    if isTyped, try read("Encore une fois : ", shell, isTyped) != password {
      throw Refusal("Les deux mots de passe diffèrent.", remedy: "Recommencez.")
    }
    return password
  }

  private static func read(
    _ question: String, _ shell: Shell, _ isTyped: Bool
  ) throws(Refusal) -> String {
    let line =
      isTyped
      ? unseen {
        shell.progress(question); return shell.readLine()
      } : shell.readLine()
    shell.endProgress()
    guard let line, !line.isEmpty else {
      throw Refusal(
        "Le mot de passe manque.", remedy: "Tapez-le, ou donnez-le sur l'entrée standard.")
    }
    return line
  }

  /// Does something while what is typed is not shown.
  private static func unseen<Value>(_ body: () -> Value) -> Value {
    var settings = termios()
    tcgetattr(STDIN_FILENO, &settings)
    var silent = settings
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings) }
    return body()
  }
}
