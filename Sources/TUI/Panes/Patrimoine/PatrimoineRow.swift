import Domain

/// A bailleur in the list of the patrimoines, whether anything was imported yet or not.
struct PatrimoineRow: Equatable {
  let bailleur: Organisation
  /// The figures of its account; nil as long as there is none.
  let summary: PatrimoineSummary?

  var id: OrganisationID { bailleur.id }

  func status(on today: Day) -> PatrimoineStatus { summary?.status(on: today) ?? .never }

  /// Those who ask for most first; of equals the one whose stock is oldest.
  static func sorted(_ rows: [PatrimoineRow], on today: Day) -> [PatrimoineRow] {
    let keyed = rows.map { row in
      // An import that waits asks for somebody, whatever the month's file.
      let status = row.status(on: today)
      return (
        row.summary?.held == nil ? status : min(status, .never),
        -(row.summary?.age(on: today) ?? 0), row.bailleur.name.folded, row
      )
    }
    return keyed.sorted { ($0.0, $0.1, $0.2, $0.3.id) < ($1.0, $1.1, $1.2, $1.3.id) }.map(\.3)
  }
}

/// The queues of the patrimoines.
enum PatrimoineQueue: CaseIterable, Hashable, Sendable {
  case due, late, failed, held, never, onboarding, upToDate, all

  var label: String {
    switch self {
    case .due: "À actualiser"
    case .late: "En retard"
    case .failed: "En erreur"
    case .held: "À confirmer"
    case .never: "Jamais importé"
    case .onboarding: "En intégration"
    case .upToDate: "À jour"
    case .all: "Tous"
    }
  }

  func holds(_ row: PatrimoineRow, on today: Day) -> Bool {
    switch self {
    case .due: row.status(on: today) == .due
    case .late: row.status(on: today) == .late
    case .failed: row.status(on: today) == .failed
    case .held: row.summary?.held != nil
    case .never: row.status(on: today) == .never
    case .onboarding: row.status(on: today) == .onboarding
    case .upToDate: row.status(on: today) == .upToDate
    case .all: true
    }
  }

  /// The sign beside a count that is not zero.
  func sign(_ count: Int) -> String {
    guard count > 0 else { return " " }
    return switch self {
    case .late, .failed: "!"
    case .due, .held: "~"
    default: " "
    }
  }

  func style(_ count: Int) -> Style {
    guard count > 0 else { return .dim }
    return switch self {
    case .late, .failed: .late
    case .due, .held: .soon
    default: .normal
    }
  }
}

extension PatrimoineStatus {
  /// The status with its sign, which says how it stands without a colour.
  var cell: TableCell {
    switch self {
    case .failed: TableCell("! \(label)", .error)
    case .late: TableCell("! \(label)", .late)
    case .due: TableCell("~ \(label)", .soon)
    case .never: TableCell("– \(label)", .dim)
    case .onboarding: TableCell("· \(label)", .waiting)
    case .upToDate: TableCell("✓ \(label)", .done)
    }
  }
}

extension World {
  /// Whether the operator reads the account of any patrimoine.
  var seesPatrimoines: Bool { actor.right(to: .seeImports) != .none }

  /// The bailleurs whose patrimoine the operator reads.
  var patrimoineBailleurs: [Organisation] {
    directory.organisations.values.filter {
      $0.kind == .bailleur && actor.seesPatrimoine(of: $0.id)
    }
  }

  /// What is told to those who read none.
  var noPatrimoine: String {
    let roles = actor.roles.sorted().map(\.label).joined(separator: ", ")
    let isOfBailleur = actor.roles.contains(where: \.isOfBailleur)
    let readers = Permission.roles(reading: .seeImports)
      .filter { !isOfBailleur || $0.isOfBailleur }.map(\.label).joined(separator: ", ")
    return "Vous êtes \(roles.isEmpty ? "sans rôle" : roles). Les imports du patrimoine"
      + (isOfBailleur ? " de votre organisme" : "") + " sont ouverts à : \(readers)."
  }
}

extension Permission {
  /// The roles that may at least read what an action is about.
  static func roles(reading action: Action) -> [Role] {
    Role.allCases.filter { right(of: $0, to: action).standing(own: true) >= .read }
  }
}
