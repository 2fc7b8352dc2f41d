import Domain
import Storage

/// Some rows of a queue of annonces.
struct AnnonceQuestion: Equatable, Sendable {
  let queue: AnnonceQueue
  let filter: String
  /// Where the page before ended; nil for the first.
  var after: AnnoncePage.Mark?
  var limit = 200
}

/// What the screen asks about annonces.
enum ModerationRequest: Sendable {
  /// How many each queue holds, and the month's gauge.
  ///
  /// - Parameter draws: whether the salts that are missing are drawn first, by whoever draws them.
  case overview(draws: Bool)
  case page(AnnonceQuestion)
  /// - Parameter isAhead: whether it is the next one, which may soon be selected.
  case open(StreamID, isAhead: Bool)
  /// Decide and record an act, then say so.
  case perform(AnnonceOrder, said: String)
}

/// What the store answers about annonces.
enum ModerationAnswer: Sendable {
  case overview(ModerationOverview)
  case page(AnnonceQuestion, AnnoncePage)
  case opened(StreamID, AnnonceCase)
  case performed(ModerationDone)
}

/// The counts of the queues and the gauges of a month.
struct ModerationOverview: Equatable, Sendable {
  var counts: [AnnonceQueue: Int]
  var month: CivilMonth
  var whole: ModerationGauge
  /// Those of the bailleurs that have something in the month.
  var bailleurs: [OrganisationID: ModerationGauge]
  /// Whether the draw is known here.
  var knowsDraw: Bool
}

/// An annonce as the pane shows it, or why it cannot be read.
struct AnnonceCase: Equatable, Sendable {
  var file: AnnonceFile?
  var fault: String?
}

/// An act that was recorded.
struct ModerationDone: Equatable, Sendable {
  let stream: StreamID
  let command: CommandID
  let act: AnnonceAct
  let said: String
  /// The annonce after it.
  let file: AnnonceFile?
}

extension StoreEffects {
  /// Carries out what is asked about annonces.
  ///
  /// - Throws: `Refusal`, `StorageError`.
  func answer(_ request: ModerationRequest, _ keyMap: KeyMap) throws -> [Message] {
    switch request {
    case .overview(let draws):
      if draws { try store.drawSalts(as: session) }
      return [.moderation(.overview(try overview()))]
    case .page(let question):
      let page = try store.annonces(
        in: question.queue, matching: question.filter, after: question.after,
        limit: question.limit, for: session)
      return [.moderation(.page(question, page))]
    case .open(let stream, _): return [.moderation(.opened(stream, annonceCase(stream)))]
    case .perform(let order, let said):
      let receipt = try store.perform(order, as: session, at: session.clock())
      sync?.localAct()
      let done = ModerationDone(
        stream: order.stream, command: receipt.command, act: order.command.act, said: said,
        file: annonceCase(order.stream).file)
      return [
        .worldChanged(try world(keyMap: keyMap)), .moderation(.performed(done)),
        .moderation(.overview(try overview())),
      ]
    }
  }

  /// An annonce that cannot be read says why in its place.
  func annonceCase(_ stream: StreamID) -> AnnonceCase {
    do {
      return AnnonceCase(file: try store.annonce(stream, for: session))
    } catch {
      return AnnonceCase(fault: (error as? StorageError)?.french ?? "Cette annonce ne se lit pas.")
    }
  }

  private func overview() throws -> ModerationOverview {
    let month = try store.moderation(of: CivilMonth(of: session.today), for: session)
    var bailleurs: [OrganisationID: ModerationGauge] = [:]
    for bailleur in month.bailleurs { bailleurs[bailleur] = month.gauge(of: bailleur) }
    return ModerationOverview(
      counts: try store.annonceCounts(for: session), month: month.month, whole: month.gauge(),
      bailleurs: bailleurs, knowsDraw: month.draw != nil)
  }
}
