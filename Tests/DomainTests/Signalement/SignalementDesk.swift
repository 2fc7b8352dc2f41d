@testable import Domain

/// A signalement and the people who act on it, from a moment on.
struct SignalementDesk {
  static let noon = Moment(seconds: 1_774_600_000)

  var signalement = Signalement.empty
  var now = Self.noon
  private var acts = 0

  /// A signalement that came in.
  init(
    _ nature: SignalementNature = .inscrit, by person: Operator = Cast.facilitator,
    _ change: (inout SignalementReception) -> Void = { _ in }
  ) throws {
    try act(.receive(reception: Self.reception(nature, change)), by: person)
  }

  static func reception(
    _ nature: SignalementNature = .inscrit,
    _ change: (inout SignalementReception) -> Void = { _ in }
  ) -> SignalementReception {
    var reception = SignalementReception(
      number: "S-104233", nature: nature, bailleur: Cast.bailleurA, category: .autre,
      receivedAt: noon, message: "m")
    change(&reception)
    return reception
  }

  func context(_ person: Operator, onBehalf: Bool = false, command: CommandID = "c") -> Context {
    Context(
      actor: person,
      onBehalf: onBehalf ? OnBehalf(organisation: Cast.bailleurA, reason: "r") : nil,
      command: command, now: now, directory: Cast.directory)
  }

  @discardableResult
  mutating func act(
    _ command: SignalementCommand, by person: Operator, onBehalf: Bool = false
  ) throws(Refusal) -> CommandID {
    acts += 1
    let id = CommandID("c\(acts)")
    let context = context(person, onBehalf: onBehalf, command: id)
    let decision = try signalement.decide(command, in: context)
    for event in decision.events {
      signalement.apply(
        Recorded(event, command: id, signature: context.signature(as: decision.role)))
    }
    return id
  }

  /// Why an act is refused, nil when it is not.
  func refusal(_ command: SignalementCommand, by person: Operator) -> String? {
    do {
      _ = try signalement.decide(command, in: context(person))
      return nil
    } catch { return error.message }
  }

  mutating func wait(days: Int) { now = now + Int64(days) * 86_400 }
}

extension SignalementMessage {
  static let words = SignalementMessage("t")
}

extension CorrectionRequest {
  static let surface = CorrectionRequest(
    logement: "L1", column: PatrimoineColumn.surface.name, expected: "v")
}
