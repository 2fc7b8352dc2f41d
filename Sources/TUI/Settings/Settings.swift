import Domain
import FoundationEssentials
import Glibc
import Storage

/// What the operator has set in `$XDG_CONFIG_HOME/habiter/config`.
///
/// Whatever is wrong in the file, the program starts: the good lines are kept, the others told.
struct Settings: Sendable {
  /// Something wrong in the file.
  struct Problem: Equatable, Sendable {
    /// The number of the line, nil when the file cannot be read at all.
    let line: Int?
    let message: String

    /// « ligne 4 : … ».
    var sentence: String { line.map { "ligne \($0) : \(message)" } ?? message }
  }

  /// The file, nil when no folder of the operator is known.
  var path: String?
  var keyMap = KeyMap.standard
  var theme = Theme.standard
  /// Whether clicks and the wheel act in the program.
  var mouse = true
  /// How mails leave this machine.
  var mail = MailSettings()
  /// Where tickets go.
  var redmine = RedmineSettings()
  /// Where the photos of the annonces are, and what shows them.
  var photos = PhotoSettings()
  var problems: [Problem] = []

  /// The file's place.
  ///
  /// XDG Base Directory Specification: a relative path is invalid and ignored.
  static func path(_ environment: [String: String]) -> String? {
    if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
      return "\(folder)/habiter/config"
    }
    return environment["HOME"].flatMap {
      $0.hasPrefix("/") ? "\($0)/.config/habiter/config" : nil
    }
  }

  /// Reads the operator's file; none at all is no problem.
  static func load(_ environment: [String: String]) -> Settings {
    guard let path = path(environment) else { return Settings() }
    var settings = Settings()
    if access(path, F_OK) == 0 {
      do {
        settings = SettingsReader.read(
          try String(contentsOfFile: path, encoding: .utf8), home: environment["HOME"])
      } catch {
        settings.problems = [
          Problem(line: nil, message: "\(path) ne se lit pas comme un texte UTF-8.")
        ]
      }
    }
    settings.path = path
    return settings
  }

  /// What the program says of the problems when it opens, nil when there is none.
  var warning: String? {
    guard let first = problems.first else { return nil }
    let count = problems.count
    let lines = count == 1 ? "une ligne laissée de côté" : "\(count) lignes laissées de côté"
    return "Configuration : \(lines). \(first.sentence.capitalizedStart)"
      + (count == 1 ? "" : " :config les montre toutes.")
  }
}

/// Where the photos of the annonces are, and what shows them.
struct PhotoSettings: Equatable, Sendable {
  /// The folder, nil while none is set.
  var folder: String?
  /// The program and its own arguments.
  var viewer = ["xdg-open"]
}

extension String {
  /// The text with a capital first letter.
  var capitalizedStart: String { prefix(1).uppercased() + dropFirst() }
}
