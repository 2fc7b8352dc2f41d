import Domain
import Storage

/// How fast signalements are triaged: the acts of the last minutes.
struct TriagePace: Equatable, Sendable {
  /// How long an act counts, in seconds.
  private static let window: Int64 = 300
  private var moments: [Moment] = []

  /// Notes so many acts of one moment.
  mutating func note(_ count: Int = 1, at now: Moment) {
    moments = recent(now) + Array(repeating: now, count: count)
  }

  /// « 18,4/min », nil before there is anything to count by.
  func words(at now: Moment) -> String? {
    let recent = recent(now)
    guard let first = recent.first, now - first > 0, recent.count > 1 else { return nil }
    // The first act began the stretch: what was done since then is what came after it.
    let tenths = Int64(recent.count - 1) * 600 / (now - first)
    return "\(tenths / 10),\(tenths % 10)/min"
  }

  private func recent(_ now: Moment) -> [Moment] { moments.filter { now - $0 < Self.window } }
}

/// The steps taken back in this session, which a key does again, and those that cannot be taken
/// back any more (`Steps`, for signalements).
struct TriageSteps: Sendable {
  /// The acts past which the next key goes on to the step before.
  private(set) var skipped: Set<CommandID> = []
  /// The steps taken back, the last one last.
  private(set) var redo: [OwnSignalementStep] = []
  /// The acts of this session that were done one by one.
  private(set) var alone: Set<CommandID> = []

  /// Notes that a step has been taken back.
  mutating func tookBack(_ step: OwnSignalementStep) {
    redo = (redo + [step]).suffix(OwnStep.depth)
  }

  /// Goes past acts that cannot be taken back any more.
  mutating func skip(_ commands: [CommandID]) { skipped.formUnion(commands) }

  /// Notes that the last step taken back has been done again, or cannot be.
  mutating func didAgain(as made: [CommandID] = []) {
    _ = redo.popLast()
    if made.count == 1 { alone.formUnion(made) }
  }

  /// Notes a new act: what had been taken back before it is not done again after it.
  ///
  /// - Parameter command: the act, nil for one on several.
  mutating func acted(_ command: CommandID? = nil) {
    let before = alone
    self = TriageSteps()
    alone = before
    command.map { _ = alone.insert($0) }
  }
}
