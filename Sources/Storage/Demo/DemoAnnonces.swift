import Domain

/// The annonces of the demonstration: twelve months of versions, draws, verifications and reports,
/// each act decided by the domain as operators' are.
struct DemoAnnonces {
  let directory: DemoDirectory
  let today: Day
  let seed: UInt64
  let key: String
  /// How many annonces there are.
  let count: Int

  /// An annonce before anybody looked at it.
  struct Plan {
    let number: Int
    /// The place of its bailleur.
    let bailleur: Int
    let logement: Logement
    var versions: [Version]
    var withdrawnOn: Day?
    var reportedOn: Day?

    struct Version {
      let day: Day
      let isSubstantial: Bool
      /// The day on which the draw has it looked at, if it does.
      var seenOn: Day?
    }

    /// The platform's number.
    var annonce: String { "A-" + DemoBailleurs.padded(number, to: 6) }

    /// The day on which a version ends.
    func end(of version: Int) -> Day? {
      version + 1 < versions.count ? versions[version + 1].day : withdrawnOn
    }
  }

  private static let months = 12

  /// Writes the salts and the annonces.
  ///
  /// - Parameter progress: told how many bailleurs are done; what it throws ends it.
  func fill(_ store: Store, progress: (DemoProgress) throws -> Void) throws {
    guard count > 0 else { return }
    let salts = salts()
    try store.adopt(tirage: salts, by: directory, seed: seed)
    var plans = try (1...count).map(plan)
    look(at: &plans, under: salts)
    let byBailleur = Dictionary(grouping: plans, by: \.bailleur)
    for place in directory.bailleurs.indices {
      try progress(DemoProgress(.annonces, place, directory.bailleurs.count))
      let adopted = try byBailleur[place, default: []].map { plan in
        var run = DemoAnnonceRun(plan, of: self)
        return try run.adopted()
      }
      try store.adopt(annonces: adopted)
    }
    try progress(
      DemoProgress(.annonces, directory.bailleurs.count, directory.bailleurs.count))
  }

  /// The salts of the months that anything was published in, of this one and the next.
  private func salts() -> [CivilMonth: DrawSalt] {
    let month = CivilMonth(of: today)
    var salts: [CivilMonth: DrawSalt] = [:]
    for back in -1...Self.months {
      let salted = month - back
      salts[salted] = DrawSalt(bytes: SHA256.hash("habiter demo \(seed) \(salted.iso)"))
    }
    return salts
  }

  private func plan(_ number: Int) throws -> Plan {
    var random = DemoRandom(seed: seed, -91, 91, number)
    let isRecent = random.chance(0.78)
    let day = today - (isRecent ? random.int(in: 1...365) : random.int(in: 366...1_000))
    var plan = Plan(
      number: number, bailleur: random.place(in: directory.weights),
      logement: try DemoPlaces.logement("L-\(number)", using: &random),
      versions: [Plan.Version(day: day, isSubstantial: true)])
    if random.chance(0.25) {
      let next = day + random.int(in: 5...200)
      if next < today {
        plan.versions.append(Plan.Version(day: next, isSubstantial: random.chance(0.6)))
      }
    }
    let last = plan.versions[plan.versions.count - 1].day
    if random.chance(0.1) {
      let end = last + (random.chance(0.2) ? random.int(in: 1...6) : random.int(in: 20...300))
      if end < today { plan.withdrawnOn = end }
    }
    if random.chance(0.035) {
      let reported = max(last + 1, today - random.int(in: 1...200))
      if reported < min(today, plan.withdrawnOn ?? today) { plan.reportedOn = reported }
    }
    // A few were reported yesterday, whatever the size: nobody has looked at them yet.
    if number < 400, number % 97 == 5, plan.withdrawnOn == nil, last < today - 1 {
      plan.reportedOn = today - 1
    }
    return plan
  }

  // MARK: Draws

  /// Says of each version when the draws have it looked at: most within days, the rest and the
  /// top-up in the first week of the next month; one month was left half done.
  private func look(at plans: inout [Plan], under salts: [CivilMonth: DrawSalt]) {
    var published: [CivilMonth: [(plan: Int, version: Int)]] = [:]
    for (place, plan) in plans.enumerated() {
      for (version, item) in plan.versions.enumerated() where item.isSubstantial {
        published[CivilMonth(of: item.day), default: []].append((place, version))
      }
    }
    for (month, salt) in salts.sorted(by: { $0.key < $1.key }) {
      look(at: &plans, published[month] ?? [], month, salt)
    }
  }

  private func look(
    at plans: inout [Plan], _ items: [(plan: Int, version: Int)], _ month: CivilMonth,
    _ salt: DrawSalt
  ) {
    var random = DemoRandom(seed: seed, -91, 92, month.year * 12 + month.month)
    let rules = DrawRules(.default, of: month)
    var tickets: [DrawTicket] = []
    var places: [String: (plan: Int, version: Int)] = [:]
    for (place, version) in items {
      let plan = plans[place]
      let rank = Draw.rank(plan.annonce, version: version + 1, month: month, salt: salt)
      let seen = plan.versions[version].day + random.int(in: 1...6)
      let isSeen =
        Draw.value(ofRank: rank) < rules.threshold && random.chance(0.9) && seen <= month.last
        && isOpen(plan, version, on: seen)
      guard isSeen || isOpen(plan, version, on: month.last) else { continue }
      if isSeen { plans[place].versions[version].seenOn = seen }
      places["\(plan.annonce) \(version + 1)"] = (place, version)
      tickets.append(
        DrawTicket(
          annonce: plan.annonce, version: version + 1, bailleur: OrganisationID("\(plan.bailleur)"),
          rank: rank, isKept: isSeen))
    }
    guard month < CivilMonth(of: today) else { return }
    let zeal = CivilMonth(of: today) - month == 4 ? 0.5 : 0.97
    for ticket in MonthDraw(tickets, under: rules, isOver: true).drawn where !ticket.isKept {
      guard let (place, version) = places["\(ticket.annonce) \(ticket.version)"],
        random.chance(zeal)
      else { continue }
      plans[place].versions[version].seenOn = month.last + random.int(in: 1...7)
    }
  }

  /// Whether a version is on the platform on a day, unreported, and the day before today.
  private func isOpen(_ plan: Plan, _ version: Int, on day: Day) -> Bool {
    day < (plan.end(of: version) ?? today) && day < today && day < (plan.reportedOn ?? today)
  }
}

/// An annonce whose acts are all confirmed, with the texts that they sealed.
struct AdoptedAnnonce {
  let stream: StreamID
  let annonce: Annonce
  let secrets: [Secret]
}

extension Store {
  /// Takes in annonces whose history is settled: their events go to the journal, not to the outbox,
  /// in the order in which they were recorded.
  ///
  /// - Throws: `StorageError`.
  func adopt(annonces: [AdoptedAnnonce]) throws {
    try write {
      var drafts: [ScopeID: [EventDraft]] = [:]
      for adopted in annonces {
        let scope = try registerScope(of: adopted.annonce, stream: adopted.stream)
        drafts[scope, default: []] += try streams.drafts(
          adopted.annonce.history, stream: adopted.stream, after: 0)
        for secret in adopted.secrets {
          try Vault(writer).put(
            secret.subject, secret.field.rawValue, secret.value, seen: 0, scope: scope)
        }
      }
      for (scope, drafts) in drafts.sorted(by: { $0.key < $1.key }) {
        try streams.journal.append(drafts.sorted(by: Self.isEarlier), scope: scope)
      }
      for adopted in annonces { try project(adopted.annonce, stream: adopted.stream) }
    }
  }

  /// Takes in the salts of the draws.
  ///
  /// - Throws: `StorageError`.
  func adopt(
    tirage salts: [CivilMonth: DrawSalt], by directory: DemoDirectory, seed: UInt64
  ) throws {
    let person = directory.facilitators[0]
    var identifiers = Identifiers(random: DemoRandom(seed: seed, -91, 93))
    var tirage = Tirage.empty
    for (month, salt) in salts.sorted(by: { $0.key < $1.key }) {
      let moment = Moment.paris((month - 1).first, minute: 540)
      tirage.apply(
        Recorded(
          .saltDrawn(owner: person.organisation, month: month, salt: salt),
          command: identifiers.command(at: moment),
          signature: Signature(
            operatorID: person.id, organisation: person.organisation,
            role: .aatikoFacilitator, moment: moment)))
    }
    let stream = Tirage.stream(of: person.organisation)
    try write {
      let scope = try registerScope(of: tirage, stream: stream)
      try streams.journal.append(
        try streams.drafts(tirage.history, stream: stream, after: 0), scope: scope)
      try project(tirage, stream: stream)
    }
  }
}
