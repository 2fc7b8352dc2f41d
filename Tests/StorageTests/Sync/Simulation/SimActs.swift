import Domain

@testable import Storage

/// What people do at their desks: acts that seem right to them, on few logements and few NUR, so
/// that they get into each other's way.
struct SimActs {
  private var random: SeededGenerator
  /// Apart, so that erasures leave the other acts of a seed as they are.
  private var erasing: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed ^ 0xac75)
    erasing = SeededGenerator(seed: seed ^ 0xe7a5)
  }

  /// Something to do at a desk.
  mutating func act(at desk: SimDesk) throws {
    let store = try desk.fixture.store
    let streams = try store.streams.journal.streams(ofAggregate: Dossier.aggregate)
    if desk.person.id == Cast.superAdmin.id, streams.count < 2 || chance(20) {
      return try create(at: desk)
    }
    guard let stream = streams.randomElement(using: &random) else { return }
    let dossier = try store.dossier(stream)
    for _ in 0..<6 {
      guard let act = Self.acts.randomElement(using: &random) else { return }
      let volet: VoletName = chance(50) ? .a : .b
      let context = Context(
        actor: desk.person, command: "essai",
        now: desk.fixture.session(desk.person, on: desk.day).clock(),
        directory: store.directory)
      let reached = act.traits.reach == .volet ? volet : nil
      guard dossier.availability(of: act, on: reached, in: context).isOpen else { continue }
      var secrets: [Secret] = []
      let command = try command(act, volet, dossier, desk, &secrets)
      return try desk.act(stream, command, secrets: secrets)
    }
  }

  /// Erases the personal data of a closed dossier, if the desk knows one.
  mutating func erase(at desk: SimDesk) throws {
    let store = try desk.fixture.store
    let streams = try store.streams.journal.streams(ofAggregate: Dossier.aggregate)
    let closed = try streams.filter { try store.dossier($0).closing != nil }
    guard let stream = closed.randomElement(using: &erasing) else { return }
    try desk.act(
      stream, .erasePersonalData(reason: Reason(.demandeEffacement)), secrets: [])
  }

  /// Cancels every second open dossier.
  func cancelAll(at desk: SimDesk) throws {
    let store = try desk.fixture.store
    let streams = try store.streams.journal.streams(ofAggregate: Dossier.aggregate)
    for stream in streams.enumerated().filter({ $0.offset.isMultiple(of: 2) }).map(\.element) {
      try desk.act(stream, .cancel(reason: Reason(.creeParErreur)), secrets: [])
    }
  }

  private static let acts: [DossierAct] = [
    .enterNUR, .enterNUR, .correctNUR, .validatePreInstruction, .validatePreInstruction,
    .refusePreInstruction, .requestPiece, .receivePiece, .validateInstruction,
    .validateInstruction, .scheduleCaleol, .postponeCaleol, .enterDecision, .liftCondition,
    .proposeMove, .acceptMove, .changeMove, .signLease, .recordInventory, .closeVolet, .withdraw,
    .cancel, .reopen, .undo, .addNote, .addNote, .remind, .setPeriod, .prepare,
  ]

  private mutating func create(at desk: SimDesk) throws {
    let pairs = [
      (Cast.bailleurA, Cast.bailleurB), (Cast.bailleurB, Cast.bailleurA),
      (Cast.bailleurA, Cast.bailleurC), (Cast.bailleurA, Cast.bailleurA),
    ]
    guard let pair = pairs.randomElement(using: &random) else { return }
    let (volets, secrets) = try desk.fixture.drafts(number(6), of: pair)
    try desk.act(
      try desk.fixture.store.newStream(at: Moment(seconds: 0)),
      .create(reference: "D-2026-\(number(40))", volets: volets), secrets: secrets)
  }

  private mutating func command(
    _ act: DossierAct, _ volet: VoletName, _ dossier: Dossier, _ desk: SimDesk,
    _ secrets: inout [Secret]
  ) throws -> DossierCommand {
    let day = desk.day
    let motive = Motive.offered(for: act).first { !$0.needsNote } ?? .erreurDeSaisie
    let reason = Reason(motive)
    let gap = Reason(.calendrierCommission)
    switch act {
    case .enterNUR, .correctNUR:
      let nur = try desk.fixture.seal(nur: number(12))
      secrets = [nur.secret]
      return act == .enterNUR
        ? .enterNUR(volet: volet, nur: nur.sealed)
        : .correctNUR(volet: volet, nur: nur.sealed, reason: reason, restartsClock: false)
    case .validatePreInstruction: return .validatePreInstruction(volets: [volet])
    case .refusePreInstruction: return .refusePreInstruction(volet: volet, reason: reason)
    case .requestPiece: return .requestPiece(volet: volet, piece: .ressources)
    case .receivePiece: return .receivePiece(volet: volet, piece: .ressources)
    case .validateInstruction: return .validateInstruction(volets: [volet])
    case .scheduleCaleol:
      return .scheduleCaleol(volet: volet, date: day + number(9), held: false, gapReason: gap)
    case .postponeCaleol:
      return .postponeCaleol(volet: volet, date: day + number(9), reason: reason, gapReason: gap)
    case .enterDecision:
      let decision: CaleolDecision =
        chance(30) ? .conditional(piece: .avisImposition, limit: day + 20) : .attribution
      return .enterDecision(
        volet: volet, decision: decision, session: dossier[volet]?.caleol == nil ? day : nil,
        gapReason: gap)
    case .liftCondition: return .liftCondition(volet: volet, on: day)
    case .proposeMove: return .proposeMove(volet: volet, date: day + number(30))
    case .acceptMove: return .acceptMove(volet: volet)
    case .changeMove: return .changeMove(volet: volet, date: day + number(30), reason: reason)
    case .signLease: return .signLease(volet: volet, on: day)
    case .recordInventory:
      return .recordInventory(
        volet: volet, inventories: [.exit, .entry], on: day, gapReason: Reason(.indisponibilite))
    case .closeVolet: return .closeVolet(volet: volet)
    case .withdraw: return .withdraw(volet: volet, reason: reason)
    case .cancel: return .cancel(reason: reason)
    case .reopen: return .reopen(reason: reason)
    case .undo:
      let own = dossier.history.last { $0.signature.operatorID == desk.person.id }
      return .undo(command: own?.command ?? "none", reason: reason)
    case .remind: return .remind(volet: volet, contact: .contact1, message: nil)
    case .setPeriod: return .setPeriod(volet: volet, from: day + 5, to: day + 40)
    case .prepare: return .prepare(volet: volet, step: .diagnosticsLaunched)
    default:
      let note = desk.fixture.seal("Un mot du \(day.iso).", as: .note)
      secrets = [note]
      return .addNote(note: note.subject, visibility: chance(40) ? .internal_ : .shared)
    }
  }

  private mutating func number(_ limit: Int) -> Int { Int.random(in: 1...limit, using: &random) }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }
}
