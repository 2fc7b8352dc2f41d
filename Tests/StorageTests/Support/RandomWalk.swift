import Domain

@testable import Storage

/// A generator with a seed (SplitMix64), so that a walk that found something can be walked again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// Agents at work, some acts due and some out of order: what a store holds after a few months.
struct RandomWalk {
  private var random: SeededGenerator
  /// The dossiers that were opened.
  private(set) var streams: [StreamID] = []
  /// How many acts were accepted.
  private(set) var accepted = 0
  /// How many acts the domain refused.
  private(set) var refused = 0
  /// The day of the last act.
  private(set) var day = StoreFixture.start

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  /// Tries that many acts.
  mutating func walk(_ acts: Int, in fixture: StoreFixture) throws {
    for _ in 0..<acts {
      if chance(1, in: 4) { day = day + 1 }
      if streams.isEmpty || chance(1, in: 14) {
        try open(in: fixture)
      } else {
        try step(in: fixture)
      }
    }
  }

  private mutating func open(in fixture: StoreFixture) throws {
    let one = Int.random(in: 0..<3, using: &random)
    let other = Int.random(in: 0..<3, using: &random)
    let stream = try fixture.store.newStream(at: Moment(seconds: 0))
    let number = streams.count + 1
    let (volets, secrets) = try fixture.drafts(
      number, of: (Cast.bailleurs[one], Cast.bailleurs[other]))
    try fixture.act(
      stream, .create(reference: "D-2026-\(1000 + number)", volets: volets), by: Cast.superAdmin,
      on: day, secrets: secrets)
    streams.append(stream)
    accepted += 1
  }

  private mutating func step(in fixture: StoreFixture) throws {
    let stream = streams[Int.random(in: streams.indices, using: &random)]
    let dossier = try fixture.store.dossier(stream)
    let blockers = dossier.blockers(under: .default)
    var secrets: [Secret] = []
    let command: DossierCommand
    let volet: VoletName
    if let blocker = blockers.randomElement(using: &random), chance(3, in: 4) {
      volet = blocker.volet
      command = try duty(blocker, of: dossier, stream, fixture, &secrets)
    } else {
      volet = chance(1, in: 2) ? .a : .b
      command = aside(volet, of: dossier, fixture, &secrets)
    }
    guard let bailleur = dossier[volet]?.bailleur else { return }
    let person = try actor(for: command, bailleur)
    do {
      try fixture.act(stream, command, by: person, on: day, secrets: secrets)
      accepted += 1
    } catch is Refusal {
      refused += 1
    }
  }

  private func actor(for command: DossierCommand, _ bailleur: OrganisationID) throws -> Operator {
    switch command.target.act {
    case .cancel, .reopen: Cast.superAdmin
    case .undo: Cast.facilitator
    default:
      Cast.agent(command.target.act.traits.contacts.first ?? .contact1, of: bailleur)
    }
  }

  /// The act that is awaited.
  private mutating func duty(
    _ blocker: Blocker, of dossier: Dossier, _ stream: StreamID, _ fixture: StoreFixture,
    _ secrets: inout [Secret]
  ) throws -> DossierCommand {
    let volet = blocker.volet
    switch blocker.duty {
    case .enterNUR:
      let number = 2 * (streams.firstIndex(of: stream) ?? 0) + (volet == .a ? 0 : 1)
      let nur = try fixture.seal(nur: number)
      secrets = [nur.secret]
      return .enterNUR(volet: volet, nur: nur.sealed)
    case .preInstruct: return .validatePreInstruction(volets: [volet])
    case .instruct: return .validateInstruction(volets: [volet])
    case .fixCaleolDate:
      let date = day + Int.random(in: 1...15, using: &random)
      return .scheduleCaleol(
        volet: volet, date: date, held: false, gapReason: Reason(.calendrierCommission))
    case .enterDecision:
      return .enterDecision(volet: volet, decision: decision(), session: nil, gapReason: nil)
    case .liftCondition, .reachRank:
      // Conditions last a while, so that some are pending when the walk ends.
      return chance(1, in: 4) ? .liftCondition(volet: volet, on: day) : .revealNUR(volet: volet)
    case .proposeMove:
      return .proposeMove(volet: volet, date: day + Int.random(in: 3...40, using: &random))
    case .answerMove: return .acceptMove(volet: volet)
    case .signLease: return .signLease(volet: volet, on: day)
    case .recordInventories:
      return .recordInventory(
        volet: volet, inventories: [.exit, .entry], on: day, gapReason: Reason(.indisponibilite))
    case .closeVolet: return .closeVolet(volet: volet)
    case .informTenant: return .informTenant(volet: volet)
    }
  }

  private mutating func decision() -> CaleolDecision {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: .nonAttribution(reason: Reason(.tailleDuMenage))
    case 1...5: .conditional(piece: .avisImposition, limit: day + 20)
    case 6: .ranked(rank: 2)
    default: .attribution
    }
  }

  /// An act that nobody waits for.
  private mutating func aside(
    _ volet: VoletName, of dossier: Dossier, _ fixture: StoreFixture, _ secrets: inout [Secret]
  ) -> DossierCommand {
    switch Int.random(in: 0..<24, using: &random) {
    case 0: return .withdraw(volet: volet, reason: Reason(.changementDeProjet))
    case 1: return .cancel(reason: Reason(.creeParErreur))
    case 2...4: return .reopen(reason: Reason(.elementNouveau))
    case 5...7:
      let last = dossier.history.randomElement(using: &random)?.command ?? "none"
      return .undo(command: last, reason: Reason(.erreurDeSaisie))
    case 8...10:
      let note = fixture.seal("Le locataire rappelle.", as: .note)
      secrets = [note]
      return .addNote(note: note.subject, visibility: chance(1, in: 2) ? .internal_ : .shared)
    case 11, 12: return .requestPiece(volet: volet, piece: .avisImposition)
    case 13: return .receivePiece(volet: volet, piece: .avisImposition)
    case 14, 15:
      return .postponeCaleol(
        volet: volet, date: chance(1, in: 2) ? nil : day + 6, reason: Reason(.quorum),
        gapReason: Reason(.commissionUnique))
    case 16: return .changeMove(volet: volet, date: day + 9, reason: Reason(.travaux))
    case 17: return .setPeriod(volet: volet, from: day + 5, to: day + 50)
    case 18: return .prepare(volet: volet, step: .diagnosticsLaunched)
    case 19: return .refusePreInstruction(volet: volet, reason: Reason(.ressources))
    case 20: return .revealNUR(volet: volet)
    case 21: return .acceptOffer(volet: volet)
    default: return .withdraw(volet: volet, reason: Reason(.sansReponse))
    }
  }

  private mutating func chance(_ wins: Int, in turns: Int) -> Bool {
    Int.random(in: 0..<turns, using: &random) < wins
  }
}
