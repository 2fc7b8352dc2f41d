/// What became of a bailleur since its last rappel: it ends after so many days without a breach.
public struct RappelFollowUp: Equatable, Sendable {
  /// The day from which it counts.
  public let start: Day
  /// How long a bailleur must keep to the rules, as it was when the follow-up began.
  public let length: RuleVersion
  /// The breaches that began since, the earliest first.
  public let later: [RappelFact]
  /// Those that go on, older ones among them.
  public let ongoing: [RappelFact]
  /// The day after which no rule was broken.
  public let quietSince: Day

  /// The first day on which the bailleur has kept to the rules long enough, if nothing happens.
  public var endsOn: Day { quietSince + length.value }

  /// Whether it has, on a day.
  public func isOver(on day: Day) -> Bool { day >= endsOn }

  /// The days left, on a day.
  public func daysLeft(on day: Day) -> Int { max(0, endsOn - day) }

  /// Follows a bailleur from a day on.
  ///
  /// - Parameters:
  ///   - breaches: those of the bailleur, as they stand on that day.
  ///   - day: the day.
  public init(from start: Day, of breaches: [RappelFact], on day: Day, under reglement: Reglement) {
    self.start = start
    length = reglement.value(of: .reminderFollowUp, on: start)
    later = breaches.filter { $0.since > start }.sorted(by: RappelFact.isBefore)
    ongoing = breaches.filter(\.isOngoing).sorted(by: RappelFact.isBefore)
    let last = breaches.map { $0.isOngoing ? day : $0.lastDay }.max() ?? start
    quietSince = max(start, min(last, day))
  }

  /// The follow-up in a sentence.
  public func french(on day: Day) -> String {
    let news =
      later.isEmpty
      ? "aucun manquement depuis le \(start.french)"
      : "\(later.count.french("manquement nouveau", "manquements nouveaux")) "
        + "depuis le \(start.french)"
    if !ongoing.isEmpty {
      let still = ongoing.count > 1 ? "durent encore" : "dure encore"
      return "\(news) ; \(ongoing.count.french) \(still) : les \(length.french) sans manquement "
        + "n'ont pas commencé"
    }
    guard !isOver(on: day) else {
      return "\(news) ; \(length.french) sans manquement depuis le \(quietSince.french)"
    }
    return "\(news) ; il reste \(daysLeft(on: day).french("jour")) sans manquement, "
      + "jusqu'au \(endsOn.french)"
  }
}

extension Rappel {
  /// The follow-up of the last letter; nil when none is followed.
  ///
  /// - Parameter breaches: those of the bailleur, as they stand on that day.
  public func followUp(
    of breaches: [RappelFact], on day: Day, under reglement: Reglement
  ) -> RappelFollowUp? {
    followedSince.map { RappelFollowUp(from: $0, of: breaches, on: day, under: reglement) }
  }
}
