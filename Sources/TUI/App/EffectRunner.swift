import Domain
import Storage

/// Carries out what the updates ask for, and brings back what came of it.
final class EffectRunner {
  private let store: Store
  private let terminal: TerminalSession
  private(set) var session: Session
  private var takesMouse = true
  /// Whether the operator has asked to leave.
  private(set) var isOver = false

  init(store: Store, terminal: TerminalSession, session: Session) {
    self.store = store
    self.terminal = terminal
    self.session = session
  }

  /// What the panes may look at, as it is now.
  func world(keyMap: KeyMap) throws -> World {
    World(
      actor: session.actor, now: session.clock(), reglement: session.reglement,
      directory: store.directory, keyMap: keyMap, sealer: try store.sealer(),
      isDemo: store.location.isDemo, pendingCount: try store.pendingCount())
  }

  /// Carries out an effect.
  ///
  /// - Returns: the messages it brings back; an error becomes a line that says what to do.
  func run(_ effect: Effect, keyMap: KeyMap) -> [Message] {
    do {
      return try attempt(effect, keyMap: keyMap)
    } catch let refusal as Refusal {
      return [.refused(refusal)]
    } catch let error as StorageError {
      return [.said(Toast(kind: .error, text: error.french))]
    } catch {
      return [.said(Toast(kind: .error, text: "L'opération a échoué. Réessayez."))]
    }
  }

  private func attempt(_ effect: Effect, keyMap: KeyMap) throws -> [Message] {
    switch effect {
    case .loadQueue(let pane, let queue, let filter, let sort):
      let streams = try store.dossiers.streams(in: queue, scope(filter), sortedBy: sort)
      return [.queueLoaded(pane, queue, streams)]
    case .loadCounts:
      var counts: [DossierQueue: Int] = [:]
      for queue in DossierQueue.allCases {
        counts[queue] = try store.dossiers.count(of: queue, scope(""))
      }
      return [.countsLoaded(counts)]
    case .loadRows(let streams): return [.rowsLoaded(try store.dossiers.rows(streams))]
    case .loadDetail(let stream):
      return [.detailLoaded(stream, try store.detail(stream, for: session))]
    case .find(let reference): return [.found(reference: reference, try find(reference))]
    case .perform(let act):
      let receipt = try store.perform(act, as: session)
      return [.worldChanged(try world(keyMap: keyMap)), .performed(receipt)]
    case .revealNUR(let stream, let volets):
      return [.revealed(try reveal(stream, volets))]
    case .changeProfile(let profile):
      guard let actor = Demo.actor(for: profile, in: store) else { return [] }
      session.actor = actor
      return [.profileChanged(try world(keyMap: keyMap))]
    default: return try handleTerminal(effect)
    }
  }

  private func handleTerminal(_ effect: Effect) throws -> [Message] {
    switch effect {
    case .copy(let text):
      let done = terminal.copy(text)
      return [
        .said(
          Toast(
            kind: done ? .success : .warning,
            text: done ? "« \(text) » est dans le presse-papiers." : "Rien à copier."))
      ]
    case .edit(let text): return [.edited(try TextEditor.edit(text, in: terminal))]
    case .toggleMouse:
      takesMouse.toggle()
      terminal.setMouse(takesMouse)
      let text =
        takesMouse
        ? "La souris agit dans le programme. :souris la rend au terminal."
        : "La souris est au terminal : elle sélectionne du texte. :souris la reprend."
      return [.said(Toast(kind: .info, text: text))]
    case .redraw: terminal.redraw()
    case .suspend: terminal.stopProgram()
    case .quit: isOver = true
    default: break
    }
    return []
  }

  private func scope(_ filter: String) -> QueueScope {
    QueueScope(
      organisation: session.audience, person: session.actor.id, today: session.today,
      filter: filter)
  }

  /// A dossier by its reference, if the operator may see it.
  private func find(_ reference: String) throws -> StreamID? {
    guard let stream = try store.dossiers.stream(ofReference: reference),
      try store.detail(stream, for: session) != nil
    else { return nil }
    return stream
  }

  /// Each consultation is recorded before anything is shown (`spec.md` §9).
  private func reveal(_ stream: StreamID, _ volets: [VoletName]) throws -> [VoletName: String] {
    var numbers: [VoletName: String] = [:]
    for name in volets {
      numbers[name] = try store.revealNUR(of: name, in: stream, as: session).grouped
    }
    return numbers
  }
}
