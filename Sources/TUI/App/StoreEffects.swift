import Domain
import Storage

/// Answers what the updates ask of the store; it needs no terminal.
final class StoreEffects {
  private(set) var store: Store
  private(set) var session: Session {
    didSet { recordTickets() }
  }
  private let desk: SyncDesk?
  private let accounts: AccountsDesk?
  /// What hands the mails over, nil where nothing does.
  let mail: MailSender?
  /// How mails leave this machine.
  let mailSettings: MailSettings
  /// What asks Redmine for tickets, nil where nothing does.
  let tickets: TicketSender?
  /// The files that come in beside the screen.
  let imports: ImportDesk?
  let stocks = StockDesk()
  /// The past days, nil where none is shown.
  let pasts: PastDesk?
  /// Where answers to access requests are written, nil for the home folder.
  var accessFolder: String?

  init(
    store: Store, session: Session, sync: SyncDesk? = nil, accounts: AccountsDesk? = nil,
    imports: ImportDesk? = nil, mail: MailSender? = nil,
    mailSettings: MailSettings = MailSettings(), tickets: TicketSender? = nil,
    pasts: PastDesk? = nil
  ) {
    self.pasts = pasts
    self.tickets = tickets
    self.mail = mail
    self.mailSettings = mailSettings
    self.store = store
    self.session = session
    self.accounts = accounts
    self.imports = imports
    desk = sync
    recordTickets()
  }

  /// What Redmine tells is recorded by who works here now.
  private func recordTickets() {
    let session = session
    tickets?.record = { try $1.record($0, as: session) }
  }

  /// Shows another store in the place of today's, which stays open and keeps its lock.
  func show(_ other: Store, as visitor: Session) {
    if pasts?.today == nil { pasts?.today = (store, session) } else { store.close() }
    (store, session) = (other, visitor)
  }

  /// Shows today's store again.
  func showToday() {
    guard let today = pasts?.today else { return }
    store.close()
    var back = today.session
    back.actor = session.actor
    (store, session) = (today.store, back)
    pasts?.today = nil
  }

  /// The store of today, whatever day is shown: what leaves this desk leaves from there.
  var storeOfToday: Store { pasts?.today?.store ?? store }

  /// The synchronisation, nil for a desk that is alone; it pauses while this desk only reads.
  var sync: SyncDesk? { store.reading == nil ? desk : nil }

  /// Gives the synchronisation its turn.
  ///
  /// - Returns: what the panes must know.
  func advanceSync(at now: Double, keyMap: KeyMap) throws -> [Message] {
    guard let sync, let change = sync.advance(store, at: now) else { return [] }
    if change == .rows { tickets?.readBackSoon() }
    try adoptAccount(sync.status.me)
    let settled = try settleMails()
    let world = try world(keyMap: keyMap)
    return [change == .rows ? .storeChanged(world) : .worldChanged(world)] + settled
  }

  /// The answers about accounts that have come.
  func accountAnswers() -> [Message] {
    do {
      return try accounts?.take().map { [.accountAnswer($0)] } ?? []
    } catch {
      return [.accountAnswer(.failed(error))]
    }
  }

  private func ask(_ request: AccountRequest) throws -> [Message] {
    guard let accounts else {
      return [
        .accountAnswer(
          .failed(
            SharedError(
              .setting,
              "Les comptes sont ceux de la base partagée, et ce poste n'en suit aucune. Pour en "
                + "suivre une : habiter --base ADRESSE.")))
      ]
    }
    try accounts.ask(request)
    return []
  }

  /// Who works is who the shared database says, with the roles that one has there.
  private func adoptAccount(_ me: Operator?) throws {
    guard let me, me != session.actor else { return }
    session.actor = store.directory.operators[me.id] ?? me
  }

  /// What the panes may look at, as it is now.
  func world(keyMap: KeyMap) throws -> World {
    World(
      actor: session.actor, now: session.clock(), reglement: store.reglement,
      directory: store.directory, keyMap: keyMap, sealer: try store.sealer(),
      isDemo: store.location.isDemo, reading: store.reading,
      pendingCount: try store.pendingCount(), sync: try syncView())
  }

  private func syncView() throws -> SyncView {
    SyncView(
      address: sync?.address.label, status: sync?.status ?? SyncStatus(),
      conflicts: try store.conflictCount(), since: sync?.since, checkedAt: sync?.checkedAt)
  }

  /// Carries out an effect that reads or writes the store.
  ///
  /// - Returns: the messages it brings back, nil when the effect is none of the store's.
  /// - Throws: `Refusal`, `StorageError`.
  func run(_ effect: Effect, keyMap: KeyMap) throws -> [Message]? {
    switch effect {
    case .loadQueue(let pane, let queue, let filter, let order, let selected):
      let sequence = try store.dossiers.sequence(
        DossierListing(queue, scope(filter), order: order))
      let index = try selected.flatMap { try store.dossiers.index(of: $0, in: sequence) }
      return [.queueLoaded(pane, sequence, index: index)]
    case .prepareFilter(let queue, let order):
      try store.dossiers.prepareToNarrow(DossierListing(queue, scope(""), order: order))
      return []
    case .loadCounts: return [.countsLoaded(try store.dossiers.counts(scope("")))]
    case .loadRows(let pane, let sequence, let range, let mark):
      return [try rows(pane, sequence, range, mark)]
    case .readAhead(let pane, let sequence, let range, let mark):
      return [try rows(pane, sequence, range, mark)]
    case .loadNumbers(let sequence):
      return [.numbersLoaded(sequence, try store.dossiers.numbers(of: sequence))]
    case .bulk(let work):
      let judged = advance(work, in: try world(keyMap: keyMap))
      sync?.localAct()
      return [.worldChanged(try world(keyMap: keyMap)), .bulkAdvanced(judged)]
    case .loadDetail(let stream): return detail(stream)
    case .consult(let question): return [.answered(try answer(question))]
    case .search(let text): return [.searched(text, try store.dossiers.search(text, scope("")))]
    case .find(let reference): return [.found(reference: reference, try find(reference))]
    case .beginCreation: return [try beginCreation()]
    case .loadVues: return [try loadVues()]
    case .nameVues: return [.vuesNamed(try store.vues(of: session.actor.id).map(\.name))]
    case .keepVues(let vues, let said):
      try store.keep(vues, as: session)
      return [try loadVues(), .said(Toast(kind: .success, text: said))]
    case .keepSessions(let days, let bailleur):
      try store.keep(days, ofCommissionOf: bailleur)
      return []
    case .findVue(let name):
      return [.vueFound(name: name, try store.vues(of: session.actor.id).named(name))]
    case .perform(let act):
      let receipt = try store.perform(act, as: session)
      sync?.localAct()
      return [.worldChanged(try world(keyMap: keyMap)), .performed(receipt)]
    case .prepareUndo(let stream, let skipped):
      let world = try world(keyMap: keyMap)
      return [.undoPrepared(try prepareUndo(of: stream, skipping: skipped, in: world))]
    case .revealNUR(let stream, let volets):
      defer { sync?.localAct() }
      let shown = try reveal(stream, volets)
      return try consulted(stream, keyMap) + [.revealed(shown)]
    case .changeProfile(let profile):
      guard let actor = Demo.actor(for: profile, in: store) else { return [] }
      session.actor = actor
      return [.profileChanged(try world(keyMap: keyMap))]
    case .toggleReading: return try toggleReading(keyMap)
    case .follow: return try follow(keyMap)
    case .retrySync: return retrySync()
    case .loadSync: return [.syncLoaded(try syncFile())]
    case .loadConflict(let command): return try loadConflict(command)
    case .settle(let command, let settlement): return try settle(command, settlement, keyMap)
    default: return try runOther(effect, keyMap)
    }
  }

  /// Those of the other panes.
  private func runOther(_ effect: Effect, _ keyMap: KeyMap) throws -> [Message]? {
    switch effect {
    case .accounts(let request): return try ask(request)
    case .patrimoine(let request): return try answer(request, keyMap)
    case .signalements(let request): return try answer(request, keyMap)
    case .moderation(let request): return try answer(request, keyMap)
    case .visit(let day): return try visit(day, keyMap)
    case .comeBack: return try comeBack(keyMap)
    case .rules(let request): return try answer(request, keyMap)
    case .alerts(let request): return try answer(request, keyMap)
    case .loadAlarms: return [.alarmsLoaded(try store.paneAlarms(for: session))]
    case .rappels(let request): return try answer(request, keyMap)
    case .compliance(let request): return try answer(request)
    case .loadErasures: return try loadErasures()
    case .exportAccess(let dossier, let household): return try export(dossier, household, keyMap)
    case .mails(let request): return try answer(request)
    case .tickets(let request): return try answer(request)
    case .journal(let request): return try answer(request)
    case .loadStatistics: return try loadStatistics()
    case .writeStatistics: return try writeStatistics()
    case .review(let isWritten): return try review(isWritten: isWritten)
    default: return nil
    }
  }

  private func retrySync() -> [Message] {
    sync?.retry()
    return []
  }

  private func beginCreation() throws -> Message {
    let creation = try store.beginCreation(at: session.clock())
    return .creationBegun(creation.stream, reference: creation.reference)
  }

  private func rows(
    _ pane: PaneID, _ sequence: DossierSequence, _ range: Range<Int>, _ mark: DossierMark?
  ) throws -> Message {
    let rows = try store.dossiers.rows(of: sequence, range, near: mark)
    return .rowsLoaded(pane, sequence, first: range.lowerBound, rows)
  }

  /// Opens the store again, to read it or to write in it if nothing forbids that any more.
  private func toggleReading(_ keyMap: KeyMap) throws -> [Message] {
    if case .past = store.reading { return try comeBack(keyMap) }
    try reopen(for: store.reading == nil ? .reading : .work)
    let text =
      switch store.reading {
      case .chosen: "Lecture seule : aucun acte ne peut partir d'ici. :lecture la quitte."
      case let reason?: reason.refusal.sentence
      case nil: "Les actes sont de nouveau possibles."
      }
    let isRefused = store.reading != nil && store.reading != .chosen
    return [
      .storeChanged(try world(keyMap: keyMap)),
      .said(Toast(kind: isRefused ? .warning : .success, text: text)),
    ]
  }

  /// Shows what another program wrote.
  private func follow(_ keyMap: KeyMap) throws -> [Message] {
    switch try store.follow() {
    case .nothing: return []
    case .rows: break
    case .files:
      if case .past = store.reading { break }
      try reopen(for: store.reading == .chosen ? .reading : .work)
    }
    return [.storeChanged(try world(keyMap: keyMap))]
  }

  /// The store that was open stays so when the other cannot be opened.
  private func reopen(for purpose: StorePurpose) throws {
    let old = store
    store = try Store(old.location, for: purpose)
    old.close()
  }

  /// A dossier that cannot be read empties its place on the screen besides saying why.
  func detail(_ stream: StreamID) -> [Message] {
    do {
      return [.detailLoaded(stream, try store.detail(stream, for: session))]
    } catch {
      return [.detailLoaded(stream, nil), .failure(error)]
    }
  }

  func scope(_ filter: String) -> QueueScope {
    QueueScope(
      organisation: session.audience, person: session.actor.id, today: session.today,
      filter: filter)
  }

  private func loadVues() throws -> Message {
    let vues = try store.vues(of: session.actor.id)
    let counts = try vues.map { vue in
      try store.dossiers.sequence(DossierListing(vue.queue, scope(vue.filter))).count
    }
    return .vuesLoaded(vues, counts: counts)
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

extension Message {
  /// The line that says what failed and what to do.
  static func failure(_ error: any Error) -> Message {
    switch error {
    case let refusal as Refusal: .refused(refusal)
    case let error as StorageError: .said(Toast(kind: .error, text: error.french))
    case let error as SharedError: .said(Toast(kind: .error, text: error.french))
    case let error as TerminalError: .said(Toast(kind: .error, text: error.message))
    default: .said(Toast(kind: .error, text: "L'opération a échoué. Réessayez."))
    }
  }
}
