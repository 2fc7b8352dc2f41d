import Domain
import Storage

/// What the screen asks about signalements.
enum SignalementRequest: Sendable {
  case counts
  /// Read a stretch of a queue, and where a signalement stands in it.
  case page(SignalementListing, Range<Int>, selected: StreamID?)
  case open(StreamID)
  /// Read the one shown again, once the screen is drawn.
  case refresh(StreamID)
  /// Read the one that comes next, once the screen is drawn.
  case ahead(StreamID)
  case replies
  case find(String)
  case markAll(SignalementListing)
  /// Decide and record an act.
  case perform(SignalementOrder)
  /// Take the last step back, past those of acts skipped; acts that were done apart are a step
  /// each, whatever their second.
  case undo(skipping: Set<CommandID>, apart: Set<CommandID>)
  case redo(OwnSignalementStep)
  case bulk(SignalementBulkWork)
  /// Give a signalement to be recorded by hand its number.
  case beginRegistration
  /// Look why somebody cannot register.
  case diagnose(OrganisationID, tenant: String, logement: String)
  /// Change the canned replies, then say so.
  case write(ReponsesCommand, said: String)
}

/// What the store answers about signalements.
enum SignalementAnswer: Sendable {
  case counted([SignalementQueue: Int])
  case page(SignalementListing, SignalementPage, selected: StreamID?, place: Int?)
  case opened(StreamID, SignalementDetail?)
  case ahead(SignalementDetail)
  case replies(Reponses)
  case found(String, StreamID, SignalementQueue?)
  case marked(SignalementListing, [StreamID: String], isWhole: Bool)
  case performed(SignalementReceipt, SignalementOrder)
  case undone(SignalementSteps)
  case redone(SignalementSteps)
  case bulkAdvanced([BulkEntry])
  case registration(number: String)
  case written(Reponses, said: String)
  case diagnosed(InscriptionDiagnosis)
}

/// What became of the acts of a step that was taken back, or done again.
struct SignalementSteps: Sendable {
  let step: OwnSignalementStep
  var done: [OwnSignalementAct] = []
  /// The acts that were recorded for it.
  var made: [CommandID] = []
  var refused: [(act: OwnSignalementAct, why: Refusal)] = []
}

extension StoreEffects {
  /// Carries out what is asked about signalements.
  ///
  /// - Throws: `Refusal`, `StorageError`.
  func answer(_ request: SignalementRequest, _ keyMap: KeyMap) throws -> [Message] {
    switch request {
    case .counts:
      return [.signalements(.counted(try store.signalementCounts(for: session)))]
    case .page(let listing, let range, let selected):
      let page = try store.signalements(
        listing, from: range.lowerBound, limit: range.count, for: session)
      let place = try selected.flatMap { try store.place(of: $0, in: listing, for: session) }
      return [.signalements(.page(listing, page, selected: selected, place: place))]
    case .open(let stream), .refresh(let stream): return opened(stream)
    case .ahead(let stream):
      // What cannot be read is told when it is opened.
      let detail = try? store.signalement(stream, for: session)
      return detail.map { [.signalements(.ahead($0))] } ?? []
    case .replies: return [.signalements(.replies(try store.reponses()))]
    case .find(let number):
      let stream = Signalement.stream(of: number)
      let queue = try store.queue(of: stream, for: session)
      return [.signalements(.found(number, stream, queue))]
    case .markAll(let listing): return [try mark(listing)]
    case .perform(let order):
      let receipt = try store.perform(order, as: session)
      sync?.localAct()
      return [
        .worldChanged(try world(keyMap: keyMap)), .signalements(.performed(receipt, order)),
      ]
    case .undo(let skipped, let apart):
      return try undo(skipping: skipped, apart: apart, keyMap)
    case .redo(let step): return try redo(step, keyMap)
    case .bulk(let work):
      let judged = advance(work, in: try world(keyMap: keyMap))
      sync?.localAct()
      return [.worldChanged(try world(keyMap: keyMap)), .signalements(.bulkAdvanced(judged))]
    case .beginRegistration:
      let number = try store.newSignalementNumber(on: session.today)
      return [.signalements(.registration(number: number))]
    case .diagnose(let bailleur, let tenant, let logement):
      let diagnosis = try store.diagnosis(
        of: bailleur, tenant: tenant, logement: logement, for: session)
      return [.signalements(.diagnosed(diagnosis))]
    case .write(let command, let said):
      let reponses = try store.perform(command, as: session)
      sync?.localAct()
      return [
        .worldChanged(try world(keyMap: keyMap)), .signalements(.written(reponses, said: said)),
      ]
    }
  }

  /// A signalement that cannot be read empties its place on the screen besides saying why.
  private func opened(_ stream: StreamID) -> [Message] {
    do {
      return [.signalements(.opened(stream, try store.signalement(stream, for: session)))]
    } catch {
      return [.signalements(.opened(stream, nil)), .failure(error)]
    }
  }

  /// How many are marked by one key at most: more are no act on several, but a mistake.
  private static let mostMarked = 2_000

  private func mark(_ listing: SignalementListing) throws -> Message {
    let page = try store.signalements(listing, from: 0, limit: Self.mostMarked, for: session)
    let marks = page.rows.map { ($0.summary.stream, $0.summary.number) }
    return .signalements(
      .marked(
        listing, Dictionary(marks, uniquingKeysWith: { $1 }),
        isWhole: page.count <= Self.mostMarked))
  }
}
