import Domain

/// Random numbers that a seed gives again (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// One of several; the arrays of this file are never empty.
  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: choices.indices, using: &self)]
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

/// Commands with arguments that are often right and sometimes not.
enum RandomCommand {
  /// Any command, with days around the given one.
  static func any(
    around today: Day, undoing commands: [CommandID] = [CommandID("c")],
    using generator: inout SeededGenerator
  ) -> DossierCommand {
    command(
      for: generator.pick(DossierAct.allCases), on: generator.pick(VoletName.allCases),
      around: today, undoing: commands, using: &generator)
  }

  /// A command of that act, with days around the given one.
  static func command(
    for act: DossierAct, on volet: VoletName, around today: Day, undoing commands: [CommandID],
    using generator: inout SeededGenerator
  ) -> DossierCommand {
    let reason = Self.reason(for: act, &generator)
    let past = today - Int.random(in: 0...3, using: &generator)
    let coming = today + Int.random(in: -1...9, using: &generator)
    let gap = generator.chance(50) ? Reason(.commissionUnique) : nil
    switch act {
    case .create:
      return .create(reference: "D-1", volets: DossierScenario.drafts())
    case .enterNUR:
      return .enterNUR(volet: volet, nur: .sample(generator.pick(["1", "2", "3"])))
    case .correctNUR:
      return .correctNUR(
        volet: volet, nur: .sample(generator.pick(["1", "2", "3"])), reason: reason,
        restartsClock: generator.chance(20))
    case .validatePreInstruction: return .validatePreInstruction(volets: [volet])
    case .refusePreInstruction: return .refusePreInstruction(volet: volet, reason: reason)
    case .requestPiece:
      return .requestPiece(volet: volet, piece: generator.pick(Piece.allCases))
    case .receivePiece:
      return .receivePiece(volet: volet, piece: generator.pick(Piece.allCases))
    case .validateInstruction: return .validateInstruction(volets: [volet])
    case .refuseInstruction: return .refuseInstruction(volet: volet, reason: reason)
    case .scheduleCaleol:
      return .scheduleCaleol(
        volet: volet, date: coming, held: generator.chance(10), gapReason: gap)
    case .postponeCaleol:
      return .postponeCaleol(
        volet: volet, date: generator.chance(70) ? coming : nil, reason: reason, gapReason: gap)
    case .enterDecision:
      return .enterDecision(
        volet: volet, decision: decision(today, reason, &generator), session: past,
        gapReason: gap)
    default: return later(act, volet, reason, past, coming, commands, &generator)
    }
  }

  private static func later(
    _ act: DossierAct, _ volet: VoletName, _ reason: Reason, _ past: Day, _ coming: Day,
    _ commands: [CommandID], _ generator: inout SeededGenerator
  ) -> DossierCommand {
    switch act {
    case .liftCondition: return .liftCondition(volet: volet, on: past)
    case .failCondition: return .failCondition(volet: volet, on: past, reason: reason)
    case .acceptOffer: return .acceptOffer(volet: volet)
    case .refuseOffer: return .refuseOffer(volet: volet, reason: reason)
    case .prepare:
      return .prepare(volet: volet, step: generator.pick(Preparation.allCases))
    case .setPeriod: return .setPeriod(volet: volet, from: coming, to: coming + 5)
    case .proposeMove: return .proposeMove(volet: volet, date: coming)
    case .acceptMove: return .acceptMove(volet: volet)
    case .changeMove: return .changeMove(volet: volet, date: coming, reason: reason)
    case .scheduleLease: return .scheduleLease(volet: volet, date: coming)
    case .signLease: return .signLease(volet: volet, on: past)
    case .recordInventory:
      let inventories = generator.pick([[Inventory.exit, .entry], [.exit], [.entry]])
      return .recordInventory(
        volet: volet, inventories: inventories, on: past, gapReason: Reason(.indisponibilite))
    case .closeVolet: return .closeVolet(volet: volet)
    case .withdraw: return .withdraw(volet: volet, reason: reason)
    case .cancel: return .cancel(reason: reason)
    case .lapse: return .lapse(volet: volet, reason: reason)
    case .reopen: return .reopen(reason: reason)
    case .undo: return .undo(command: generator.pick(commands), reason: reason)
    default: return besides(act, volet, reason, coming, &generator)
    }
  }

  private static func besides(
    _ act: DossierAct, _ volet: VoletName, _ reason: Reason, _ coming: Day,
    _ generator: inout SeededGenerator
  ) -> DossierCommand {
    let alert = generator.pick(AlertCode.allCases)
    let contact = generator.pick(ContactKind.allCases)
    switch act {
    case .addNote: return .addNote(note: SubjectID("n"), visibility: .shared)
    case .seeAlert: return .seeAlert(alert: alert, volet: volet)
    case .silenceAlert:
      return .silenceAlert(alert: alert, volet: volet, until: coming, reason: reason)
    case .assignContact:
      return .assignContact(
        volet: volet, contact: contact, to: generator.pick(Cast.people).id)
    case .revealNUR: return .revealNUR(volet: volet)
    case .informTenant: return .informTenant(volet: volet)
    case .noteLogement:
      return .noteLogement(volet: volet, isInFile: generator.chance(50))
    case .erasePersonalData:
      return .erasePersonalData(reason: generator.chance(70) ? Reason(reason.motive) : reason)
    default:
      return generator.chance(50)
        ? .remind(volet: volet, contact: contact, message: nil)
        : .issueAlert(alert: alert, volet: volet, contact: contact)
    }
  }

  private static func reason(
    for act: DossierAct, _ generator: inout SeededGenerator
  ) -> Reason {
    let offered = generator.chance(95) ? Motive.offered(for: act) : Motive.allCases
    guard !offered.isEmpty else { return Reason(.erreurDeSaisie) }
    return Reason(
      generator.pick(offered), note: generator.chance(80) ? SubjectID("n") : nil)
  }

  private static func decision(
    _ today: Day, _ reason: Reason, _ generator: inout SeededGenerator
  ) -> CaleolDecision {
    switch Int.random(in: 0..<20, using: &generator) {
    case 0..<12: .attribution
    case 12..<14: .ranked(rank: Int.random(in: 0...3, using: &generator))
    case 14..<18: .conditional(piece: .identite, limit: today + 10)
    case 18: .nonAttribution(reason: reason)
    default: .irrecevable(reason: reason)
    }
  }
}
