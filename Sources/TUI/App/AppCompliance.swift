import Domain
import Storage

/// What the keys of the pane of compliance do, besides those of every pane.
enum ComplianceEdit: String, CaseIterable, Hashable, Sendable {
  /// The next period, or one that is typed.
  case period, dates
  /// All the figures of the bailleur selected.
  case detail
}

/// The pane of compliance.
extension App {
  /// An action while the pane is in front.
  mutating func performOnCompliance(_ action: UIAction) -> [Effect] {
    guard world.actor.seesCompliance else {
      return action == .back ? [] : refuse(world.actor.noCompliance)
    }
    if action == .open, let effects = openFigure() { return effects }
    if action == .nextAct {
      guard let bailleur = conformite.selected?.bailleur else {
        return refuse(Refusal("Choisissez un bailleur."))
      }
      return openRappels(about: bailleur)
    }
    if action == .copy {
      guard let bailleur = conformite.selected?.bailleur else {
        return refuse(Refusal("Choisissez un bailleur."))
      }
      return [.copy(world.directory.name(of: bailleur))]
    }
    return conformite.perform(action, in: world)
      ?? refuse(Refusal("Cette touche ne fait rien ici."))
  }

  /// What Enter opens: the dossiers behind the figure of a row, or behind a line of the detail.
  private mutating func openFigure() -> [Effect]? {
    switch conformite.focus {
    case .queues: return nil
    case .list:
      guard let row = conformite.selected else { return [] }
      if case .bailleur(let line) = row, let subject = conformite.queue.subject(),
        let period = conformite.board?.table.period
      {
        return open(
          .figure(
            FigureSheet(
              ComplianceQuestion(bailleur: line.bailleur, subject: subject, period: period))))
      }
      if conformite.queue == .indicator(.patrimoine), let bailleur = row.bailleur {
        return openPatrimoine(of: bailleur)
      }
      return conformite.perform(.compliance(.detail), in: world)
    case .detail:
      switch conformite.detail.selected {
      case .figure(let question): return open(.figure(FigureSheet(question)))
      case .dossier(let stream): return leaveCompliance(for: stream)
      case .patrimoine(let bailleur): return openPatrimoine(of: bailleur)
      case .answers:
        return refuse(
          Refusal("Les réponses attendues se lisent à l'écran 3, file « Chez le bailleur »."))
      case nil: return []
      }
    }
  }

  private mutating func openPatrimoine(of bailleur: OrganisationID) -> [Effect] {
    guard world.actor.seesPatrimoine(of: bailleur) else {
      return refuse(Refusal(world.noPatrimoine))
    }
    active = .patrimoine
    return patrimoines.show(bailleur, in: world)
  }

  private mutating func leaveCompliance(for stream: StreamID) -> [Effect] {
    active = .dossiers
    return dossiers.show(stream)
  }

  /// An action while the dossiers behind a figure are shown; nil when it is none of theirs.
  mutating func perform(_ action: UIAction, on figure: FigureSheet) -> [Effect]? {
    var figure = figure
    switch action {
    case .open:
      guard let item = figure.selected else { return [] }
      return leave(for: item.row.stream)
    case .copy:
      guard let item = figure.selected else { return [] }
      return [.copy(item.row.reference)]
    default:
      guard figure.move(action) else { return nil }
      sheet = .figure(figure)
      return []
    }
  }

  /// Takes in what the store answered about compliance.
  mutating func take(_ answer: ComplianceAnswer) -> [Effect] {
    switch answer {
    case .board(let board): conformite.take(board, in: world)
    case .forecast(let outlook): conformite.take(outlook, in: world)
    case .cases(let question, let cases):
      if case .figure(var figure) = sheet {
        figure.take(cases, of: question)
        sheet = .figure(figure)
      }
    }
    return []
  }

  /// A key typed while the pane asks for a filter or a period.
  mutating func typeOnCompliance(_ key: Key) -> [Effect] {
    do throws(Refusal) {
      return try conformite.type(key, in: world)
    } catch {
      return refuse(error)
    }
  }

  /// What is to be read again once something changed, while the pane is in front.
  mutating func reloadCompliance() -> [Effect] {
    active == .conformite ? conformite.reload(in: world) : []
  }

  /// Where the parts of the pane stand: as those of the moderation, under the line of the period.
  var complianceLayout: ModerationLayout {
    let frame = FrameLayout(size)
    let isAlone = conformite.isZoomed || (!frame.isWide && conformite.focus != .list)
    return ModerationLayout(frame, zoomed: isAlone ? conformite.focus : nil)
  }
}
