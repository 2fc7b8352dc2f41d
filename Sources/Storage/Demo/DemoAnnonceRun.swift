import Domain

/// The course of one annonce: what its tenant publishes, who reports it, what moderators decide.
struct DemoAnnonceRun {
  private let plan: DemoAnnonces.Plan
  private let all: DemoAnnonces
  private let bailleur: DemoDirectory.Bailleur
  private var random: DemoRandom
  private var identifiers: Identifiers
  private var sealer: Sealer
  private var annonce = Annonce.empty
  private var secrets: [Secret] = []
  private var last = Moment(seconds: 0)
  /// What is still to happen, in the order of days.
  private var steps: [(day: Day, step: Step)] = []

  private enum Step {
    case publish(isSubstantial: Bool)
    case withdraw
    case report
    /// Somebody looks at that version, if it is still there.
    case look(version: Int, VerificationOrigin)
    case reverse(CommandID)
  }

  init(_ plan: DemoAnnonces.Plan, of all: DemoAnnonces) {
    self.plan = plan
    self.all = all
    bailleur = all.directory.bailleurs[plan.bailleur]
    random = DemoRandom(seed: all.seed, -91, 94, plan.number)
    identifiers = Identifiers(random: DemoRandom(seed: all.seed, -91, 95, plan.number))
    sealer = Sealer(
      key: Array(all.key.utf8),
      identifiers: Identifiers(random: DemoRandom(seed: all.seed, -91, 96, plan.number)))
  }

  /// The annonce as it stands the evening before the demonstration's day.
  ///
  /// - Throws: `DemoFault` when the domain refuses an act.
  mutating func adopted() throws -> AdoptedAnnonce {
    for (place, version) in plan.versions.enumerated() {
      plan(.publish(isSubstantial: version.isSubstantial), on: version.day)
      if let seen = version.seenOn {
        plan(.look(version: place + 1, .sample), on: seen)
      }
    }
    if let day = plan.reportedOn {
      plan(.report, on: day)
      if random.chance(0.9) {
        plan(.look(version: plan.versions.count, .report), on: day + random.int(in: 1...3))
      }
    }
    if let day = plan.withdrawnOn { plan(.withdraw, on: day) }
    while !steps.isEmpty {
      let (day, step) = steps.removeFirst()
      guard day < all.today else { break }
      try take(step, on: day)
    }
    return AdoptedAnnonce(
      stream: Annonce.stream(of: plan.annonce, bailleur: bailleur.id), annonce: annonce,
      secrets: secrets)
  }

  private mutating func plan(_ step: Step, on day: Day) {
    let place = steps.firstIndex { $0.day > day } ?? steps.endIndex
    steps.insert((day, step), at: place)
  }

  private mutating func take(_ step: Step, on day: Day) throws {
    let isAway = annonce.withdrawnOn != nil
    switch step {
    case .publish(let isSubstantial):
      // Who withdrew an annonce does not correct it any more.
      if !isAway { try publish(isSubstantial, on: day) }
    case .withdraw: try perform(.withdraw(on: day), on: day, by: all.directory.facilitators[0])
    case .report where !isAway: try report(on: day)
    case .look(let version, let origin) where !isAway: try look(at: version, origin, on: day)
    case .reverse(let command) where !isAway:
      guard annonce.standing.contains(where: { $0.command == command }) else { return }
      try perform(
        .reverse(
          decision: command, motive: random.pick(AnnonceReversal.allCases), note: nil),
        on: day, by: random.pick(all.directory.facilitators))
    case .report, .look, .reverse: return
    }
  }

  private mutating func publish(_ isSubstantial: Bool, on day: Day) throws {
    let place = "\(plan.logement.typologie.rawValue) \(plan.logement.commune)"
    let title = DemoAnnonceTexts.title(of: place, using: &random)
    let text = DemoAnnonceTexts.text(plan.number, using: &random)
    let count = random.place(in: [8, 10, 22, 30, 18, 12])
    let names = (0..<count).map { "\(plan.annonce.lowercased())-\($0 + 1).jpg" }
    var version = AnnonceVersion(
      number: annonce.versions.count + 1, publishedOn: day, isSubstantial: isSubstantial,
      commune: plan.logement.commune, insee: plan.logement.insee,
      typologie: plan.logement.typologie, logement: plan.logement.reference,
      text: sealer.subject(),
      digest: sealer.digest(ofText: ([title, text] + names).joined(separator: "\u{0}")))
    version.photos = (0..<count).map { _ in
      AnnoncePhoto(
        width: random.int(in: 8...40) * 100, height: random.int(in: 6...30) * 100,
        bytes: random.int(in: 90_000...4_000_000))
    }
    secrets += [
      Secret(version.text, AnnonceTextField.title.field, title),
      Secret(version.text, AnnonceTextField.text.field, text),
      Secret(version.text, AnnonceTextField.photos.field, names.joined(separator: "/")),
    ]
    try perform(
      .publish(annonce: plan.annonce, bailleur: bailleur.id, version: version), on: day,
      by: all.directory.facilitators[0])
  }

  private mutating func report(on day: Day) throws {
    guard let current = annonce.current else { return }
    let photos = current.photos.count
    let part: AnnoncePart =
      photos > 0 && random.chance(0.5)
      ? .photo(random.int(in: 1...photos)) : random.chance(0.8) ? .comment : .annonce
    let note = sealer.seal(random.pick(DemoAnnonceTexts.reports), as: .note)
    let isOfPlatform = random.chance(0.6)
    let author =
      isOfPlatform ? all.directory.facilitators[0] : random.pick(bailleur.people)
    try perform(
      .report(
        report: AnnonceReport(
          version: current.number, part: part, motive: random.pick(AnnonceMotive.allCases),
          source: isOfPlatform ? .platform : .bailleur, day: day,
          number: isOfPlatform ? "S-\(plan.number)" : nil, note: note.subject)),
      on: day, by: author, secrets: [note])
  }

  private mutating func look(
    at version: Int, _ origin: VerificationOrigin, on day: Day
  ) throws {
    guard let current = annonce.current, current.number == version,
      annonce.effective.isEmpty || !annonce.openReports.isEmpty || annonce.awaitsReview
    else { return }
    let isSuspicious = !annonce.openReports.isEmpty
    let ruling = ruling(of: current, isSuspicious)
    // Of a version that is suspended or partly masked already, only the rest is looked at.
    guard ruling == .conforme || annonce.effective.allSatisfy({ $0.decision.ruling != ruling })
    else { return }
    let motives = motives(of: ruling)
    var message: Secret?
    if ruling == .correction {
      message = sealer.seal(random.pick(DemoAnnonceTexts.corrections), as: .note)
    }
    let isOwn = origin == .initiative || random.chance(0.05)
    let author = isOwn ? bailleur.administrators[0] : random.pick(all.directory.facilitators)
    let command = try perform(
      .decide(
        decision: AnnonceDecision(
          version: version, ruling: ruling, motives: motives, message: message?.subject,
          origin: origin)),
      on: day, by: author, secrets: message.map { [$0] } ?? [])
    follow(ruling, command, on: day)
  }

  private mutating func ruling(
    of version: AnnonceVersion, _ isSuspicious: Bool
  ) -> AnnonceRuling {
    let weights = isSuspicious ? [45, 25, 16, 6, 2, 6] : [860, 70, 30, 20, 5, 15]
    switch random.place(in: weights) {
    case 0: return .conforme
    case 1: return .correction
    case 2 where !version.photos.isEmpty:
      return .masked(part: .photo(random.int(in: 1...version.photos.count)))
    case 3: return .masked(part: .comment)
    case 4: return .masked(part: .annonce)
    case 5: return .suspended
    default: return .correction
    }
  }

  private mutating func motives(of ruling: AnnonceRuling) -> [AnnonceMotive] {
    switch ruling {
    case .conforme: []
    case .correction:
      [random.pick([.coordonnees, .descriptionTrompeuse, .contrepartie, .publicite])]
    case .masked(.photo): [random.pick([.personneIdentifiable, .photoSansRapport])]
    case .masked(.comment): [random.pick([.coordonnees, .proposInjurieux, .publicite])]
    case .masked(.annonce), .suspended:
      [random.pick([.doublon, .logementSorti, .contrepartie, .proposInjurieux])]
    }
  }

  /// Most tenants correct what they are asked to; some decisions are lifted.
  private mutating func follow(_ ruling: AnnonceRuling, _ command: CommandID, on day: Day) {
    guard let current = annonce.current else { return }
    let hasNext = steps.contains { if case .publish = $0.step { true } else { false } }
    guard ruling != .conforme else { return }
    if ruling != .suspended, !hasNext, random.chance(0.7) {
      let corrected = day + random.int(in: 2...9)
      plan(.publish(isSubstantial: random.chance(0.2)), on: corrected)
      if random.chance(0.8) {
        plan(
          .look(version: current.number + 1, .initiative), on: corrected + random.int(in: 1...4))
      }
    } else if random.chance(0.15) {
      plan(.reverse(command), on: day + random.int(in: 3...10))
    }
  }

  @discardableResult
  private mutating func perform(
    _ command: AnnonceCommand, on day: Day, by person: Operator, secrets: [Secret] = []
  ) throws -> CommandID {
    let wanted = Moment.paris(day, minute: random.int(in: 540...1_050))
    let moment = wanted > last ? wanted : last + 60
    let context = Context(
      actor: person, command: identifiers.command(at: moment), now: moment,
      directory: all.directory.directory)
    let decision: Decision<AnnonceEvent>
    do {
      decision = try annonce.decide(command, in: context)
    } catch {
      throw DemoFault("\(plan.annonce) \(day.iso) \(command): \(error.message)")
    }
    for event in decision.events {
      annonce.apply(
        Recorded(
          event, command: context.command, signature: context.signature(as: decision.role)))
    }
    self.secrets += secrets
    last = moment
    return context.command
  }
}
