import Domain
import Storage

/// The settings of the configuration file that say where tickets go, by their names, folded.
enum RedmineSetting: String, CaseIterable {
  case address = "redmine"
  case key = "redmine-cle"
  case project = "redmine-projet"
  case tracker = "redmine-suivi"
  case priority = "redmine-priorite"
  case category = "redmine-categorie"
  case marker = "redmine-repere"
  case curl = "redmine-curl"
  case minutes = "redmine-minutes"

  /// Takes the value of a line.
  ///
  /// - Throws: `Refusal` when it is none of the setting's.
  func set(
    _ value: String, in settings: inout RedmineSettings, home: String?
  ) throws(Refusal) {
    switch self {
    case .address: settings.base = try RedmineAddress(parsing: value)
    case .key: settings.keyFile = try RedmineSettings.path(parsing: value, home: home)
    case .project: settings.project = try RedmineSettings.project(parsing: value)
    case .tracker: settings.tracker = try RedmineChoice(parsing: value)
    case .priority: settings.priority = try RedmineChoice(parsing: value)
    case .category: settings.category = try RedmineChoice(parsing: value)
    case .marker: settings.markerField = try RedmineSettings.number(parsing: value)
    case .curl: settings.curl = try RedmineSettings.path(parsing: value, home: home)
    case .minutes:
      guard let minutes = Int(value), (1...1_440).contains(minutes) else {
        throw Refusal("il faut un nombre de minutes, de 1 à 1440.")
      }
      settings.minutes = minutes
    }
  }
}
