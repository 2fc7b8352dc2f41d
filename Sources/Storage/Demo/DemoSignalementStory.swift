import Domain

/// What becomes of one signalement of the demonstration, by the acts that operators do.
struct DemoSignalementStory {
  private let plan: DemoSignalements
  private let arrival: DemoSignalements.Arrival
  private let number: Int
  private var random: DemoRandom
  private var sealer: Sealer
  private var identifiers: Identifiers
  private var signalement = Signalement.empty
  private var secrets: [Secret] = []
  private var now: Moment

  init(_ plan: DemoSignalements, _ arrival: DemoSignalements.Arrival, number: Int) {
    self.plan = plan
    self.arrival = arrival
    self.number = number
    random = DemoRandom(seed: plan.seed, -90, 1, number)
    identifiers = Identifiers(random: DemoRandom(seed: plan.seed, -90, 2, number))
    sealer = Sealer(
      key: [], identifiers: Identifiers(random: DemoRandom(seed: plan.seed, -90, 3, number)))
    now = arrival.moment
  }

  /// How often a route is taken, in the order of ``SignalementRoute``: of a hundred.
  private static let shares = [38, 13, 24, 14, 6, 1, 4]
  /// Until so many days before the day of the demonstration everything was sorted.
  private static let backlog = 3

  /// The signalement, and those that say the same.
  mutating func write() throws -> [AdoptedSignalement] {
    let bailleur = plan.directory.bailleurs[random.place(in: plan.directory.weights.map { $0 + 1 })]
    let route = SignalementRoute.allCases[random.place(in: Self.shares)]
    var line = DemoMessages.lines(for: route == .doublon ? .reponse : route).randomElement(
      using: &random)
    if let hostile = arrival.hostile {
      line = DemoMessages.Line(
        category: .autre, route: .reponse, text: DemoMessages.hostile[hostile])
    }
    let reception = reception(of: bailleur, line, route)
    try act(.receive(reception: reception), by: receiver(bailleur))
    var made: [AdoptedSignalement] = []
    for copy in 0..<arrival.copies { made.append(try duplicate(of: reception, copy)) }
    if arrival.hostile == nil, arrival.copies == 0 { try treat(bailleur, route) }
    return [AdoptedSignalement(signalement: signalement, secrets: secrets)] + made
  }

  private mutating func seal(_ text: String, as field: Secret.Field = .note) -> SubjectID {
    let secret = sealer.seal(text, as: field)
    secrets.append(secret)
    return secret.subject
  }

  private mutating func words(_ text: String) -> SignalementMessage {
    SignalementMessage(seal(text))
  }

  private func receiver(_ bailleur: DemoDirectory.Bailleur) -> Operator {
    switch arrival.nature {
    case .inscrit: plan.directory.facilitators[0]
    case .inscription: bailleur.administrators[0]
    case .bailleur: bailleur.administrators[0]
    }
  }

  private mutating func reception(
    of bailleur: DemoDirectory.Bailleur, _ line: DemoMessages.Line?, _ route: SignalementRoute
  ) -> SignalementReception {
    let text =
      switch arrival.nature {
      case .inscrit: line?.text ?? ""
      case .inscription: random.pick(DemoMessages.inscriptions)
      case .bailleur: random.pick(DemoMessages.difficulties)
      }
    let category: SignalementCategory =
      arrival.nature == .inscrit ? line?.category ?? .autre : .connexion
    var reception = SignalementReception(
      number: "S-\(104_000 + number)", nature: arrival.nature, bailleur: bailleur.id,
      category: category, receivedAt: arrival.moment, isRegistered: route != .renvoi,
      message: seal(text))
    guard arrival.nature != .bailleur else { return reception }
    reception.author = seal(DemoPeople.tenant(using: &random), as: .name)
    reception.tenant = seal("L\(random.int(in: 100_000...999_999))", as: .name)
    if let home = plan.logements[bailleur.id]?.randomElement(using: &random), random.chance(0.5) {
      reception.logement = home.reference
      reception.dossier = category == .dossier ? plan.dossiers[home.reference] : nil
    }
    if category == .annonce { reception.annonce = "A-\(random.int(in: 20_000...36_999))" }
    return reception
  }

  private mutating func duplicate(
    of first: SignalementReception, _ copy: Int
  ) throws -> AdoptedSignalement {
    var again = first
    again.number = "\(first.number)-\(copy + 2)"
    again.receivedAt = first.receivedAt + Int64(120 * (copy + 1))
    let own = (signalement, secrets)
    defer { (signalement, secrets) = own }
    let texts = [again.message, again.author, again.tenant].map { subject in
      own.1.first { $0.subject == subject }?.value
    }
    (signalement, secrets) = (.empty, [])
    again.message = seal(texts[0] ?? "")
    again.author = texts[1].map { seal($0, as: .name) }
    again.tenant = texts[2].map { seal($0, as: .name) }
    now = again.receivedAt
    try act(.receive(reception: again), by: plan.directory.facilitators[0])
    return AdoptedSignalement(signalement: signalement, secrets: secrets)
  }

  /// An act, the next working hours or days after the one before; none after the day before the
  /// demonstration's.
  private mutating func act(
    _ command: SignalementCommand, by person: Operator, onBehalf: OnBehalf? = nil
  ) throws {
    let context = Context(
      actor: person, onBehalf: onBehalf, command: identifiers.command(at: now), now: now,
      directory: plan.directory.directory)
    do {
      let decision = try signalement.decide(command, in: context)
      for event in decision.events {
        signalement.apply(
          Recorded(event, command: context.command, signature: context.signature(as: decision.role))
        )
      }
    } catch { throw DemoFault("signalement \(number): \(error.message)") }
  }

  /// Lets some days go by; false when that would be later than the demonstration.
  private mutating func wait(_ days: ClosedRange<Int>) -> Bool {
    now = now + Int64(random.int(in: days)) * 86_400 + Int64(random.int(in: 600...7_200))
    return ParisTime.day(of: now) < plan.today
  }
}

extension DemoSignalementStory {
  private mutating func treat(
    _ bailleur: DemoDirectory.Bailleur, _ route: SignalementRoute
  ) throws {
    let facilitator = random.pick(plan.directory.facilitators)
    switch arrival.nature {
    case .inscription: return try treatInscription(bailleur)
    case .bailleur:
      guard wait(0...5) else { return }
      return try act(
        .answer(message: words("Bonjour, c'est rétabli. Bien à vous.")), by: facilitator)
    case .inscrit: break
    }
    let isRecent = plan.today - ParisTime.day(of: arrival.moment) < Self.backlog
    guard !(isRecent && random.chance(0.8)), wait(0...2) else {
      if isRecent, random.chance(0.1) { try act(.assign(to: facilitator.id), by: facilitator) }
      return
    }
    if random.chance(0.05) {
      try act(
        .addNote(note: seal(random.pick(DemoMessages.notes)), isInternal: true), by: facilitator)
    }
    try take(route, bailleur, facilitator)
    guard signalement.status == .clos, random.chance(0.02), wait(2...20) else { return }
    try act(
      .reopen(message: words("Le locataire écrit à nouveau : rien n'a changé.")), by: facilitator)
    guard wait(1...6) else { return }
    try act(.answer(message: words("Bonjour, réponse complétée.")), by: facilitator)
  }

  private mutating func take(
    _ route: SignalementRoute, _ bailleur: DemoDirectory.Bailleur, _ facilitator: Operator
  ) throws {
    switch route {
    case .reponse, .doublon:
      try act(
        .answer(message: words("Bonjour, voici la réponse à transmettre à votre locataire.")),
        by: facilitator)
    case .renvoi: try act(.sendBack(message: nil), by: facilitator)
    case .moderation: try act(.sendToModeration(message: nil), by: facilitator)
    case .actimage: try takeToActimage(facilitator)
    case .correction: try askCorrection(bailleur, facilitator)
    case .investigation:
      try act(.askBailleur(message: words("Pourriez-vous préciser ?")), by: facilitator)
      guard wait(1...9) else { return }
      try act(
        .answerAsBailleur(message: words(random.pick(DemoMessages.answers)), isQuestion: false),
        by: agent(bailleur))
      guard wait(0...4) else { return }
      try act(.close(outcome: .repondu), by: facilitator)
    }
  }

  private mutating func takeToActimage(_ facilitator: Operator) throws {
    try act(
      .askActimage(
        reason: random.pick(TicketReason.allCases),
        message: words("Étapes : connexion. Attendu : la page d'accueil. Constaté : erreur.")),
      by: facilitator)
    guard wait(0...1), let request = signalement.history.last?.command else { return }
    try act(.openTicket(request: request, number: 4_000 + number), by: facilitator)
    guard wait(2...14) else { return }
    try act(
      .followTicket(
        request: request, status: "Fermé", isClosed: true,
        note: seal("Corrigé en production.")),
      by: facilitator)
    guard wait(0...3) else { return }
    try act(.answer(message: words("Bonjour, Actimage a corrigé.")), by: facilitator)
  }

  private mutating func askCorrection(
    _ bailleur: DemoDirectory.Bailleur, _ facilitator: Operator
  ) throws {
    let home =
      signalement.reception?.logement
      ?? plan.logements[bailleur.id]?.first?.reference ?? "LOG-\(number)"
    try act(
      .askCorrection(
        request: CorrectionRequest(
          logement: home, column: PatrimoineColumn.surface.name, expected: seal("63")),
        message: nil), by: facilitator)
    guard wait(2...12) else { return }
    try act(
      .answerAsBailleur(message: words(DemoMessages.answers[2]), isQuestion: false),
      by: agent(bailleur))
    guard wait(1...15) else { return }
    try act(.close(outcome: .corrige), by: facilitator)
  }

  private mutating func treatInscription(_ bailleur: DemoDirectory.Bailleur) throws {
    let person = bailleur.administrators[0]
    guard wait(0...6) else { return }
    if random.chance(0.15) {
      try act(
        .askAatiko(message: words("Nous ne trouvons pas la cause, pouvez-vous regarder ?")),
        by: person)
      guard wait(0...3) else { return }
      try act(
        .answer(message: words("La référence a perdu ses zéros dans votre fichier.")),
        by: random.pick(plan.directory.facilitators))
      guard wait(0...3) else { return }
    }
    if random.chance(0.45) {
      let motive =
        random.chance(0.6)
        ? IneligibilityMotive.referenceInconnue : random.pick(IneligibilityMotive.allCases)
      try act(.explain(motive: motive, message: nil), by: person)
    } else {
      try act(.resolve(message: nil), by: person)
    }
  }

  private mutating func agent(_ bailleur: DemoDirectory.Bailleur) -> Operator {
    bailleur.agents[.contact1]?.randomElement(using: &random) ?? bailleur.administrators[0]
  }
}
