/// A tenant's annonce on the platform: its versions, who reported it, what the moderation decided
/// (`domaine.md` §3.4).
public struct Annonce: Aggregate {
  /// The platform's number; empty before the first event.
  public private(set) var number = ""
  /// The bailleur of the tenant; nil before the first event.
  public private(set) var bailleur: OrganisationID?
  /// What was published, in order.
  public private(set) var versions: [AnnonceVersion] = []
  /// The day each of them ended, by a later one or by a withdrawal.
  public private(set) var endings: [Int: Day] = [:]
  /// The day it left the platform, while it is away.
  public private(set) var withdrawnOn: Day?
  /// Everything that happened, in order.
  public private(set) var history: [Recorded<AnnonceEvent>] = []
  /// The acts that were taken back by their authors.
  public private(set) var undone: Set<CommandID> = []
  /// The decisions that were lifted.
  public private(set) var lifted: Set<CommandID> = []

  /// The state before the first event.
  public static let empty = Annonce()

  /// An annonce competes for nothing.
  public var heldClaims: Set<Claim> { [] }

  /// Nothing must be free.
  public func claimsNeeded(by command: AnnonceCommand) -> [Claim] { [] }

  /// The stream of an annonce, the same on every desk.
  ///
  /// The bailleur is part of it: a stream belongs to one audience for ever, and a number that the
  /// platform gave twice must not open a bailleur's annonce to another.
  public static func stream(of number: String, bailleur: OrganisationID) -> StreamID {
    let name = "\(bailleur.text.utf8.count):\(bailleur.text)|\(number)"
    return StreamID("annonce-\(SHA256.hex(SHA256.hash(name)).prefix(32))")
  }

  /// The version on the platform, or the last one that was.
  public var current: AnnonceVersion? { versions.last }

  /// Takes a recorded event into the state.
  public mutating func apply(_ recorded: Recorded<AnnonceEvent>) {
    history.append(recorded)
    switch recorded.event {
    case .published(let number, let bailleur, let version):
      self.number = number
      self.bailleur = bailleur
      put(version)
    case .changed(let version): put(version)
    case .withdrawn(let day):
      withdrawnOn = day
      if let current, endings[current.number] == nil { endings[current.number] = day }
    case .reported, .decided: break
    case .reversed(let decision, _, _): lifted.insert(decision)
    case .undone(let command): undo(command)
    }
  }

  private mutating func put(_ version: AnnonceVersion) {
    if let current, endings[current.number] == nil {
      endings[current.number] = version.publishedOn
    }
    versions.append(version)
    withdrawnOn = nil
  }

  private mutating func undo(_ command: CommandID) {
    undone.insert(command)
    for recorded in history where recorded.command == command {
      if case .reversed(let decision, _, _) = recorded.event { lifted.remove(decision) }
    }
  }

  /// The version of that number.
  public func version(_ number: Int) -> AnnonceVersion? {
    versions.last { $0.number == number }
  }
}

/// A decision with the circumstances of its recording.
public struct RecordedDecision: Equatable, Sendable {
  /// What was decided.
  public let decision: AnnonceDecision
  /// The act that decided it.
  public let command: CommandID
  /// Who decided, and when.
  public let signature: Signature
  /// Its place in the history.
  let place: Int
}

/// A report with the circumstances of its recording.
public struct RecordedReport: Equatable, Sendable {
  /// What was said.
  public let report: AnnonceReport
  /// The act that recorded it.
  public let command: CommandID
  /// Who recorded it, and when.
  public let signature: Signature
  /// Its place in the history.
  let place: Int
}

extension Annonce {
  /// The decisions that nobody undid, those since lifted among them, in order.
  public var decisions: [RecordedDecision] {
    history.enumerated().compactMap { place, recorded in
      guard case .decided(let decision) = recorded.event, !undone.contains(recorded.command)
      else { return nil }
      return RecordedDecision(
        decision: decision, command: recorded.command, signature: recorded.signature, place: place)
    }
  }

  /// The decisions that still hold, in order.
  public var standing: [RecordedDecision] { decisions.filter { !lifted.contains($0.command) } }

  /// Every report that nobody undid, in order.
  public var reports: [RecordedReport] {
    history.enumerated().compactMap { place, recorded in
      guard case .reported(let report) = recorded.event, !undone.contains(recorded.command)
      else { return nil }
      return RecordedReport(
        report: report, command: recorded.command, signature: recorded.signature, place: place)
    }
  }

  /// The reports that no decision has answered since; none once the annonce is away.
  public var openReports: [RecordedReport] {
    guard withdrawnOn == nil else { return [] }
    let answered = standing.last?.place ?? -1
    return reports.filter { $0.place > answered }
  }
}
