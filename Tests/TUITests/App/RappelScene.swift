import Domain

@testable import Storage
@testable import TUI

/// Rappels in several stages, those of a bailleur after one another.
enum RappelScene {
  static let today = DeskStore.today

  /// One proposed for A, one formal for B, and one of B that ended last year.
  @Sendable static func all(_ desk: Desk) throws {
    var writer = try Writer(desk.store)
    try writer.put(DeskPeople.adminA, email: "g.laurent@coteaux.example")
    let old = try writer.propose(DeskPeople.bailleurB, on: today - 300)
    try writer.send(old, on: today - 299)
    try writer.act(
      old, .close(ending: .compliance(since: today - 290, breaches: 0), note: nil),
      on: today - 200)
    let formal = try writer.propose(DeskPeople.bailleurB, on: today - 80)
    try writer.send(formal, on: today - 79)
    try writer.send(formal, on: today - 20)
    try writer.propose(DeskPeople.bailleurA, on: today - 1)
    desk.refresh()
  }

  /// One whose first letter left 70 days ago, after which no rule was broken.
  @Sendable static func quiet(_ desk: Desk) throws {
    var writer = try Writer(desk.store)
    try desk.store.put(
      organisations: [
        Organisation(id: DeskPeople.bailleurQuiet, name: "Logis Tranquille", kind: .bailleur)
      ], operators: [])
    let stream = try writer.propose(DeskPeople.bailleurQuiet, on: today - 71)
    try writer.send(stream, on: today - 70)
    desk.refresh()
  }

  private struct Writer {
    let store: Store
    var sealer: Sealer

    init(_ store: Store) throws {
      self.store = store
      sealer = try store.sealer()
    }

    func put(_ person: Operator, email: String) throws {
      try store.write { try DirectoryTable(store.writer).put(person, email: email) }
      try store.reloadDirectory()
    }

    private func session(on day: Day) -> Session {
      let moment = DeskStore.moment(on: day)
      return Session(actor: DeskPeople.gie) { moment }
    }

    private func fact(
      _ rule: Rule, _ dossier: String, since: Day, _ measure: Int, isOngoing: Bool
    ) -> RappelFact {
      RappelFact(
        rule: Reglement.default.value(of: rule, on: since), dossier: dossier, volet: .a,
        since: since, measure: measure, isOngoing: isOngoing)
    }

    @discardableResult
    mutating func propose(_ bailleur: OrganisationID, on day: Day) throws -> StreamID {
      let session = session(on: day)
      let stream = StreamID("rappel-\(bailleur)-\(day)")
      let facts = [
        fact(.preInstruction, "D-2026-0104", since: day - 40, 12, isOngoing: false),
        fact(.instruction, "D-2026-0104", since: day - 20, 21, isOngoing: true),
        fact(.preInstruction, "D-2026-0119", since: day - 9, 10, isOngoing: true),
        fact(.caleolGap, "D-2026-0107", since: day - 30, 13, isOngoing: false),
      ]
      let constat = RappelConstat(
        criteria: [.breaches(count: 4, dossiers: 3, days: 90), .share(late: 2, open: 7)],
        facts: facts)
      try store.perform(
        RappelOrder(stream, .propose(bailleur: bailleur, constat: constat)), as: session)
      return stream
    }

    mutating func send(_ stream: StreamID, on day: Day) throws {
      let session = session(on: day)
      guard let file = try store.rappel(stream, for: session), let level = file.rappel.nextLevel
      else { return }
      let context = Context(
        actor: session.actor, command: "lettre", now: session.clock(), directory: store.directory)
      let letter = sealer.seal(file.letter(in: context)?.text ?? "", as: .note)
      try store.perform(
        RappelOrder(
          stream, .send(level: level, on: day, letter: letter.subject, channel: .export),
          secrets: [letter]), as: session)
    }

    func act(_ stream: StreamID, _ command: RappelCommand, on day: Day) throws {
      try store.perform(RappelOrder(stream, command), as: session(on: day))
    }
  }
}

extension DeskPeople {
  /// A bailleur that has no dossier at all.
  static let bailleurQuiet = OrganisationID("demo-b04")
}
