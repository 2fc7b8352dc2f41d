import Domain
import Storage

/// Carries out what the updates ask for, and brings back what came of it: the store's part is
/// `StoreEffects`, the terminal's is here.
final class EffectRunner {
  private let store: StoreEffects
  private let terminal: TerminalSession
  private let keeper: LayoutKeeper
  private var takesMouse: Bool
  /// Whether the operator has asked to leave.
  private(set) var isOver = false

  init(
    store: StoreEffects, terminal: TerminalSession, keeper: LayoutKeeper, takesMouse: Bool
  ) {
    self.keeper = keeper
    self.store = store
    self.terminal = terminal
    self.takesMouse = takesMouse
  }

  /// Who works, and by which clock.
  var session: Session { store.session }

  /// What the panes may look at, as it is now.
  func world(keyMap: KeyMap) throws -> World { try store.world(keyMap: keyMap) }

  /// Whether another program may write in the store meanwhile.
  var mayChange: Bool { store.store.reading != nil }

  /// Whether the synchronisation has something to do in the store now.
  var hasSyncTask: Bool { store.sync?.hasTask ?? false }

  /// How long the screen may sleep before it shows what the synchronisation changed, in
  /// milliseconds; nil when nothing has.
  func syncDelay(at now: Double) -> Int? { store.sync?.delay(at: now) }

  /// Gives the synchronisation its turn, a slice of the store's time.
  ///
  /// - Returns: the messages it brings.
  func advanceSync(at now: Double, keyMap: KeyMap) -> [Message] {
    do {
      return try store.accountAnswers() + store.importNews(keyMap) + store.pastNews(keyMap)
        + store.advanceSync(at: now, keyMap: keyMap)
    } catch {
      return [.failure(error)]
    }
  }

  /// How long the screen may sleep before a mail or a ticket is to be handed over, in milliseconds.
  var outgoingDelay: Int? {
    [store.mail?.delay(store.storeOfToday), store.tickets?.delay(store.storeOfToday)].compactMap(
      \.self
    ).min()
  }

  /// Gives the mails and the tickets their turn.
  ///
  /// - Returns: the messages that they bring.
  func advanceOutgoing() -> [Message] {
    do {
      return try store.advanceMails() + store.advanceTickets()
    } catch {
      return [.failure(error)]
    }
  }

  /// Waits a moment for the mail and the ticket that are being handed over, so that the next start
  /// knows what became of them.
  func finishOutgoing() {
    store.mail?.finish(store.storeOfToday, within: Self.lastWait)
    store.tickets?.finish(store.storeOfToday, within: Self.lastWait)
  }

  /// In seconds; what takes longer is told as uncertain at the next start.
  private static let lastWait = 5.0

  /// Carries out an effect.
  ///
  /// - Returns: the messages it brings back; an error becomes a line that says what to do.
  func run(_ effect: Effect, keyMap: KeyMap) -> [Message] {
    do {
      return try store.run(effect, keyMap: keyMap) ?? handleTerminal(effect)
    } catch {
      return [.failure(error)]
    }
  }

  /// Shows a file in the operator's own program, which may take the terminal.
  private func view(_ path: String, with viewer: [String]) throws -> Message {
    guard FilePath.isReadableFile(path) else {
      throw Refusal(
        "La photo n'est pas sur ce poste : \(CellText.sanitized(path)).",
        remedy: "Vérifiez le réglage « photos » de la configuration.")
    }
    let status = try terminal.run(viewer + [path])
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return .said(
      status == 0
        ? Toast(kind: .success, text: "Photo ouverte : \(CellText.sanitized(name)).")
        : Toast(
          kind: .warning,
          text: "« \(viewer[0]) » n'a pas pu montrer la photo (code \(status)). "
            + "Vérifiez le réglage « visionneuse »."))
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
    case .view(let path, let viewer): return [try view(path, with: viewer)]
    case .toggleMouse:
      takesMouse.toggle()
      terminal.setMouse(takesMouse)
      let text =
        takesMouse
        ? "La souris agit dans le programme. :souris la rend au terminal."
        : "La souris est au terminal : elle sélectionne du texte. :souris la reprend."
      return [.said(Toast(kind: .info, text: text))]
    case .keepLayout(let layout): try keeper.keep(layout)
    case .setTheme(let theme):
      terminal.setTheme(theme)
      if !terminal.showsColors {
        let text = "Ce terminal est sans couleur : le thème ne s'y voit pas."
        return [.said(Toast(kind: .info, text: text))]
      }
    case .redraw: terminal.redraw()
    case .suspend: terminal.stopProgram()
    case .quit: isOver = true
    default: break
    }
    return []
  }
}
