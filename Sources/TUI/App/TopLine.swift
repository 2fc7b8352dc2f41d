import Domain
import Storage

/// The line at the top: the panes, whose data it is, who works, where the acts are.
struct TopLine: Equatable {
  private let active: PaneID
  private let late: Int
  private let alarming: Int
  private let toDo: Int
  private let reported: Int
  private let repeated: Int
  private let isDemo: Bool
  private let name: String
  private let roles: String
  private let identity: String
  private let reading: ReadingReason?
  private let syncStates: [String]

  init(_ app: App) {
    let world = app.world
    active = app.active
    late = app.dossiers.counts[.late] ?? 0
    alarming = app.patrimoines.alarming ?? app.alarms.patrimoines
    toDo = world.signalementsToDo(app.signalements.counts ?? [:])
    reported = app.moderation.alarming ?? app.alarms.annonces
    repeated = app.conformite.alarming
    isDemo = world.isDemo
    name = world.actor.name
    roles = world.actor.roles.sorted().map(\.label).joined(separator: ", ")
    identity = world.identity
    reading = world.reading
    let states = SyncWords(world: world).shorts
    syncStates = app.redmineSilence == nil ? states : states.map { "\($0) · ! Redmine" }
  }

  /// Draws the line over a whole surface.
  func draw(on surface: inout Surface) {
    surface.fill(surface.bounds, .header)
    var rest = surface.bounds.inset(columns: 1, rows: 0)
    if surface.size.columns >= 120 {
      rest = rest.splitLeft(surface.draw("Échanger Habiter   ", in: rest, .header)).rest
    }
    let mark = isDemo ? mark(surface.size.columns) : ""
    let titles = titles(in: rest.width - CellText.width(of: mark))
    for (pane, title) in zip(PaneID.allCases, titles) {
      let style = pane == active ? Style.header.adding([.bold, .reverse]) : .header
      rest = rest.splitLeft(surface.draw(title, in: rest, style)).rest
    }
    rest = rest.splitLeft(surface.draw(mark, in: rest, .demo)).rest
    let fitting = identities.first { CellText.width(of: $0) <= rest.width }
    surface.draw(
      fitting ?? (reading != nil ? "lecture" : syncStates.last ?? ""), in: rest,
      reading != nil ? .demo : .header, alignment: .right)
  }

  private func mark(_ columns: Int) -> String {
    columns >= 100 ? "  Données de démonstration  " : "  Démonstration  "
  }

  /// The panes by digit and name; those not in front by digit where my acts would have no room.
  private func titles(in width: Int) -> [String] {
    let full = PaneID.allCases.map { " \($0.rawValue) \($0.label)\(count(of: $0)) " }
    let close = PaneID.allCases.map { pane in
      "\(pane.rawValue)\(pane == active ? " \(pane.label)" : "")\(count(of: pane)) "
    }
    let needed = reading.map { $0.notices[0] } ?? syncStates.last ?? ""
    let fitting = [full, close.map { " \($0)" }].first { titles in
      CellText.width(of: titles.joined() + needed) <= width
    }
    return fitting ?? close
  }

  /// Who I am, and where my acts are: as much of it as there is room for. That nothing but reading
  /// is possible goes before who I am.
  private var identities: [String] {
    if let reading {
      let notices = reading.notices
      return [identity, name].map { "\($0)   \(notices[0])" } + notices
    }
    let (long, brief) = (syncStates.first ?? "", syncStates.last ?? "")
    return [identity, "\(name) · \(roles)", name, roles].map { "\($0)   \(long)" }
      + [name].map { "\($0)   \(brief)" } + syncStates
  }

  private func count(of pane: PaneID) -> String {
    // Signalements wait, and are never late: their targets are indicative.
    if pane == .signalements { return toDo > 0 ? " \(toDo)" : "" }
    let count =
      switch pane {
      case .dossiers: late
      case .patrimoine: alarming
      case .moderation: reported
      case .conformite: repeated
      case .accueil, .signalements, .bailleurs, .statistiques: 0
      }
    return count > 0 ? " \(count)!" : ""
  }
}

extension ReadingReason {
  /// What the frame says of it, the longest form first.
  fileprivate var notices: [String] {
    if case .past(let day) = self {
      return ["au \(day.french), tel qu'on le savait · Échap : aujourd'hui", "au \(day.french)"]
    }
    let short: String? =
      switch self {
      case .locked(let holder?): "processus \(holder)"
      case .full: label
      case .protected: "fichiers protégés"
      case .chosen, .locked(nil), .past: nil
      }
    return ["lecture seule : \(label)"] + (short.map { ["lecture seule : \($0)"] } ?? [])
      + ["lecture seule"]
  }
}
