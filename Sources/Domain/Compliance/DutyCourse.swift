/// How one duty went: when it began, when it was due, when and how it ended.
///
/// The value knows no day of its own: whether it is late is asked of it for a day.
public struct DutyCourse: Hashable, Sendable {
  /// What is measured.
  public let indicator: Indicator
  /// Day 0 of a delay; the day on which a distance was known.
  public let start: Day
  /// The last day that is not late; of a distance, the day on which it was known.
  public let due: Day
  /// The day on which it ended, nil while it runs; one in the future is not yet reached.
  public let end: Day?
  /// How it ended, or will on that day.
  public let ending: Ending
  /// The days between the sessions, or the inventories; nil for a delay.
  public let distance: Int?
  /// Whether the distance is too large and this bailleur is charged with it.
  public let isBroken: Bool
  /// Whom it had to wait for, where an act says so.
  public let waits: Waits

  /// How a duty ends.
  public enum Ending: UInt8, Sendable {
    /// It was done.
    case done = 0
    /// Nothing was left to do, since the dossier was closed for another reason.
    case moot = 1
    /// The bailleur did its part, and the other one was silent (AMB-06, K5).
    case handedOver = 2
  }

  /// Whom a bailleur waits for: shown apart, the delay runs on (AMB-17).
  public struct Waits: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// Of its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The tenant, of whom pieces were asked.
    public static let tenant = Waits(rawValue: 1)
    /// The réservataire.
    public static let reservataire = Waits(rawValue: 2)
    /// The other bailleur.
    public static let otherBailleur = Waits(rawValue: 4)

    /// Each by itself.
    public static let each: [Waits] = [.tenant, .reservataire, .otherBailleur]
  }

  /// A delay.
  public init(
    _ indicator: Indicator, start: Day, due: Day, end: Day?, ending: Ending, waits: Waits = []
  ) {
    self.indicator = indicator
    self.start = start
    self.due = due
    self.end = end
    self.ending = ending
    self.waits = waits
    distance = nil
    isBroken = false
  }

  /// A distance known on a day.
  public init(
    _ indicator: Indicator, knownOn day: Day, distance: Int, isBroken: Bool, waits: Waits = []
  ) {
    self.indicator = indicator
    start = day
    due = day
    end = day
    ending = .done
    self.distance = distance
    self.isBroken = isBroken
    self.waits = waits
  }

  /// The days by which a delay is late on that day, or was when it ended; zero when it is not.
  public func daysLate(on day: Day) -> Int {
    distance == nil ? max(0, min(end ?? day, day) - due) : 0
  }

  /// Whether the duty is broken on that day, or was.
  public func isBreach(on day: Day) -> Bool {
    distance == nil ? daysLate(on: day) > 0 : isBroken && due <= day
  }

  /// Whether it still runs on that day; it is charged through the day on which it is handed over.
  public func isRunning(on day: Day) -> Bool {
    guard let end else { return true }
    return ending == .handedOver ? day <= end : day < end
  }

  /// Whether it is late on that day and goes on: what makes an open dossier a late one.
  public func isLate(on day: Day) -> Bool { isRunning(on: day) && daysLate(on: day) > 0 }

  /// By how much it is broken: the days late, or the distance.
  public func excess(on day: Day) -> Int { distance ?? daysLate(on: day) }

  /// The first day on which it is broken.
  public var brokenFrom: Day { distance == nil ? due + 1 : due }

  /// The day by which a period counts it, nil while nothing can be said of it: the day it was
  /// done, or the day it fell due when that passed without it. What lost its object in time counts
  /// nowhere.
  public func countedOn(_ day: Day) -> Day? {
    if isBreach(on: day) { return due }
    guard let end, !isRunning(on: day), ending != .moot else { return nil }
    return end
  }

  /// What is shown of it: the days taken so far, or the distance.
  public func measure(on day: Day) -> Int { distance ?? max(0, min(end ?? day, day) - start) }
}
