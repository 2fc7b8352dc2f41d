/// Sessions for the dossiers that have one to fix.
public struct CaleolProposal: Equatable, Sendable {
  /// The pairs of sessions with their dossiers, the one that is over first before the others.
  public let sittings: [CaleolSitting]
  /// The dossiers that no two sessions of the calendars can hold.
  public let unheld: [CaleolCase]
  /// How many sessions there are, one bailleur's day counted once.
  public let sessions: Int

  /// Sessions with their dossiers; nothing by default.
  public init(
    sittings: [CaleolSitting] = [], unheld: [CaleolCase] = [], sessions: Int = 0
  ) {
    self.sittings = sittings
    self.unheld = unheld
    self.sessions = sessions
  }

  /// The pair proposed for a dossier.
  public func pair(for stream: StreamID) -> CaleolPair? {
    sittings.first { $0.cases.contains { $0.stream == stream } }?.pair
  }
}

extension CaleolPlanning {
  /// As many of the dossiers as the calendars can hold, in as few sessions as possible, without
  /// moving any that is fixed; among equals, the early ones.
  ///
  /// A dossier with one day fixed needs a session of the other in the window around it: windows on
  /// a line are met by the fewest points when each that is missed, from the last, takes its first
  /// point. A dossier without a day sits wherever two others do; when none does, each pair is
  /// tried for it. Dossiers that are fixed alike sit together, which never takes more sessions.
  ///
  /// - Parameters:
  ///   - cases: dossiers; those with nothing to fix are left out.
  ///   - calendars: the sessions of both commissions.
  ///   - today: no session before it can be given.
  public func proposal(
    for cases: [CaleolCase], _ calendars: CaleolCalendars, from today: Day
  ) -> CaleolProposal {
    let waiting = cases.filter(\.isToSchedule)
    var calendars = calendars
    for (left, right) in waiting.map(fixed) {
      if let left { calendars.left.insert(left) }
      if let right { calendars.right.insert(right) }
    }
    let isOne = left == right
    if isOne { calendars = joined(calendars) }
    let all = pairs(calendars, from: today, sat: calendars)
    let possible = waiting.filter { item in all.contains { holds(item, at: $0, from: today) } }
    let chosen = fewest(for: possible.map(fixed), calendars, among: all, from: today)
    let sat = isOne ? joined(chosen) : chosen
    return proposal(
      of: possible, at: pairs(sat, from: today, sat: sat), among: waiting, from: today)
  }

  private func proposal(
    of possible: [CaleolCase], at pairs: [CaleolPair], among waiting: [CaleolCase],
    from today: Day
  ) -> CaleolProposal {
    var rest = possible
    var sittings: [CaleolSitting] = []
    for pair in pairs {
      let held = held(by: pair, among: rest, from: today)
      guard !held.isEmpty else { continue }
      sittings.append(CaleolSitting(pair: pair, cases: held))
      rest.removeAll { item in held.contains { $0.stream == item.stream } }
    }
    let days = sittings.flatMap { sitting in
      [[left.text, "\(sitting.pair.left.number)"], [right.text, "\(sitting.pair.right.number)"]]
    }
    return CaleolProposal(
      sittings: sittings,
      unheld: waiting.filter { item in !possible.contains { $0.stream == item.stream } },
      sessions: Set(days).count)
  }

  /// The fewest sessions for dossiers that are fixed so, all of which can be held.
  private func fewest(
    for fixed: [(left: Day?, right: Day?)], _ calendars: CaleolCalendars, among pairs: [CaleolPair],
    from today: Day
  ) -> CaleolCalendars {
    var needed = CaleolCalendars()
    for days in fixed {
      if let day = days.left { needed.left.insert(day) }
      if let day = days.right { needed.right.insert(day) }
    }
    func completed(_ more: CaleolPair?, isClosest: Bool = false) -> CaleolCalendars {
      var chosen = needed
      if let more {
        chosen.left.insert(more.left)
        chosen.right.insert(more.right)
      }
      func meet(_ days: Set<Day>, _ calendar: Set<Day>, _ given: Set<Day>) -> Set<Day> {
        let met = meeting(days, with: calendar, besides: given, from: today)
        guard isClosest else { return met }
        return closest(to: days, met, with: calendar, besides: given, from: today)
      }
      if left == right {
        let days = needed.left.union(needed.right)
        let met = meet(days, calendars.left, chosen.left.union(chosen.right))
        return CaleolCalendars(left: met, right: met)
      }
      return CaleolCalendars(
        left: meet(needed.right, calendars.left, chosen.left),
        right: meet(needed.left, calendars.right, chosen.right))
    }
    let future = pairs.filter { min($0.left, $0.right) >= today }
    let isAnyFree = fixed.contains { $0.left == nil && $0.right == nil }
    func seatsFree(_ chosen: CaleolCalendars) -> Bool {
      !isAnyFree
        || future.contains { chosen.left.contains($0.left) && chosen.right.contains($0.right) }
    }
    var more: CaleolPair?
    if !seatsFree(completed(nil)) {
      more =
        future.map { (pair: $0, size: size(of: completed($0))) }.min { $0.size < $1.size }?
        .pair
    }
    let chosen = completed(more, isClosest: true)
    return seatsFree(chosen) ? chosen : completed(more)
  }

  /// The sessions given, with the fewest that have to be added for each day to have one of them in
  /// its window.
  private func meeting(
    _ days: Set<Day>, with calendar: Set<Day>, besides given: Set<Day>, from today: Day
  ) -> Set<Day> {
    var met = given
    let points = calendar.filter { $0 >= today }.sorted()
    for day in days.sorted(by: >) {
      let window = window(around: day)
      if met.contains(where: { $0 >= today && window.contains($0) }) { continue }
      if let first = points.first(where: { window.contains($0) }) { met.insert(first) }
    }
    return met
  }

  /// As many sessions, each that was added at the best place for the days that only it meets: over
  /// first, then closest.
  private func closest(
    to days: Set<Day>, _ met: Set<Day>, with calendar: Set<Day>, besides given: Set<Day>,
    from today: Day
  ) -> Set<Day> {
    var result = met
    for added in met.subtracting(given).sorted() {
      let others = result.subtracting([added]).filter { $0 >= today }
      let alone = days.filter { day in
        let window = window(around: day)
        return window.contains(added) && !others.contains { window.contains($0) }
      }
      guard let first = alone.min(), let last = alone.max() else { continue }
      func key(_ point: Day) -> (Day, Int) {
        (max(point, last), max(abs(point - first), abs(point - last)))
      }
      let fitting = calendar.filter { point in
        point >= today && alone.allSatisfy { window(around: $0).contains(point) }
      }
      guard let best = fitting.sorted().min(by: { key($0) < key($1) }) else { continue }
      result.remove(added)
      result.insert(best)
    }
    return result
  }

  private func size(of calendars: CaleolCalendars) -> Int {
    left == right
      ? calendars.left.union(calendars.right).count : calendars.left.count + calendars.right.count
  }

  /// One bailleur's two volets sit in its one calendar.
  private func joined(_ calendars: CaleolCalendars) -> CaleolCalendars {
    let days = calendars.left.union(calendars.right)
    return CaleolCalendars(left: days, right: days)
  }

  /// The days that a dossier has fixed, by calendar.
  private func fixed(_ item: CaleolCase) -> (left: Day?, right: Day?) {
    var days: (left: Day?, right: Day?) = (nil, nil)
    for (index, side) in item.sides.enumerated() {
      let isLeft = left == right ? index == 0 : side.bailleur == left
      if isLeft { days.left = side.session } else { days.right = side.session }
    }
    return days
  }
}
