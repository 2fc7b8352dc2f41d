import Domain
import Storage

/// The past day that is looked at, or on its way (`:au`).
final class PastDesk {
  private let deliver: @Sendable () -> Void
  private(set) var task: PastTask?
  /// What is shown; nil today.
  var past: PastStore?
  /// The store and the clock of today, while another day is shown.
  var today: (store: Store, session: Session)?

  /// - Parameter deliver: called on another thread when there is something to tell.
  init(deliver: @escaping @Sendable () -> Void) {
    self.deliver = deliver
  }

  deinit {
    task?.stop()
    try? past?.remove()
  }

  /// Begins to make a day; the one under way is given up.
  func start(_ past: PastStore) throws(Refusal) {
    task?.stop()
    task = try PastTask(past, deliver: deliver)
  }

  /// Gives the day under way up.
  func stop() {
    task?.stop()
    task = nil
  }

  /// The day that is made, once.
  func take() -> PastTask.End? {
    guard let end = task?.take() else { return nil }
    task = nil
    return end
  }
}

extension StoreEffects {
  /// Begins to make a past day.
  ///
  /// - Throws: `Refusal` when the day is not past or something else is under way.
  func visit(_ day: Day, _ keyMap: KeyMap) throws -> [Message] {
    guard let pasts else { throw Refusal("Aucun autre jour ne peut être montré d'ici.") }
    let today = (pasts.today?.session ?? session).today
    guard day < today else {
      guard pasts.past != nil else { throw Refusal("Le \(day.french) n'est pas encore passé.") }
      return try comeBack(keyMap)
    }
    guard imports?.isBusy != true else {
      throw Refusal(
        "Un fichier est en cours d'import.", remedy: "Attendez sa fin avant de changer de jour.")
    }
    try pasts.start(PastStore(of: (pasts.today?.store ?? store).location, on: day))
    return [.said(Toast(kind: .info, text: "Retour au \(day.french)… Échap y renonce."))]
  }

  /// What there is to tell of a day under way.
  func pastNews(_ keyMap: KeyMap) throws -> [Message] {
    switch pasts?.take() {
    case .made(let past): return try enter(past, keyMap)
    case .failed(let error): return [.failure(error)]
    case nil:
      guard let text = pasts?.task?.progress() else { return [] }
      return [.said(Toast(kind: .info, text: "\(text) Échap y renonce."))]
    }
  }

  private func enter(_ past: PastStore, _ keyMap: KeyMap) throws -> [Message] {
    let opened = try past.open()
    let clock = past.clock
    var visitor = session
    visitor.clock = { clock }
    show(opened, as: visitor)
    pasts?.past = past
    return [
      .travelled(
        try world(keyMap: keyMap),
        said: "Vous êtes au \(past.day.french), tel qu'on le savait ce soir-là. Échap revient.")
    ]
  }

  /// Shows today again, or gives up the day that is on its way.
  func comeBack(_ keyMap: KeyMap) throws -> [Message] {
    pasts?.stop()
    guard let pasts, let past = pasts.past else { return [] }
    showToday()
    pasts.past = nil
    try? past.remove()
    return [.travelled(try world(keyMap: keyMap), said: "Vous êtes revenu à aujourd'hui.")]
  }
}
