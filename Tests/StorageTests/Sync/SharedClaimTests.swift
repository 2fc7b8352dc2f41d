import Domain
import Testing

@testable import Storage

@Suite("Keys that only one open dossier may hold, across the audiences")
struct SharedClaimTests {
  private func claiming(
    _ take: [String], drop: [String] = [], isOpen: Bool = true, _ act: Submission
  ) -> Submission {
    var act = act
    act.claims.take = take
    act.claims.drop = drop
    act.claims.isOpen = isOpen
    return act
  }

  @Test(
    "A key held in one audience is refused in another, by its name alone",
    arguments: SharedImplementation.allCases)
  func acrossAudiences(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var ours = SharedCourse(1)
    var theirs = SharedCourse(2, of: (Cast.bailleurB, Cast.bailleurC))
    let aatiko = try harness.connect(Cast.superAdmin)
    _ = try aatiko.append(ours.scope, try ours.creation())
    _ = try aatiko.append(theirs.scope, try theirs.creation())
    let nur = try ours.nur(.a, by: Cast.c1A, as: 7)
    #expect(try harness.connect(Cast.c1A).append(ours.scope, nur) == .accepted(seq: 2))
    let same = try theirs.nur(.b, by: Cast.c1C, as: 7)
    let key = try #require(same.claims.take.first)
    #expect(try harness.connect(Cast.c1C).append(theirs.scope, same) == .claimed(key: key))
    #expect(try aatiko.journal(theirs.scope).count == 1)
    // The same reference, the same logement.
    var third = SharedCourse(3, of: (Cast.bailleurB, Cast.bailleurC))
    let creation = try third.creation()
    let taken = claiming(["reference/D-2026-1001"], creation)
    #expect(
      try aatiko.append(third.scope, taken) == .claimed(key: "reference/D-2026-1001"))
    #expect(try aatiko.append(third.scope, creation) == .accepted(seq: 2))
  }

  @Test(
    "A closed dossier holds its reference alone, and one opened again all its keys",
    arguments: SharedImplementation.allCases)
  func closing(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var first = SharedCourse(1)
    var second = SharedCourse(2)
    let aatiko = try harness.connect(Cast.superAdmin)
    let scope = first.scope
    _ = try aatiko.append(scope, claiming(["reference/1", "nur/x"], try first.creation()))
    let rival = claiming(["reference/2", "nur/x"], try second.creation())
    #expect(try aatiko.append(scope, rival) == .claimed(key: "nur/x"))
    // It closes: the sender names nothing, since it may not know what is held.
    let closing = claiming([], isOpen: false, try first.note(by: Cast.superAdmin))
    #expect(try aatiko.append(scope, closing) == .accepted(seq: 2))
    #expect(try aatiko.append(scope, rival) == .accepted(seq: 3))
    let third = claiming(["reference/1"], try second.note(by: Cast.superAdmin))
    #expect(try aatiko.append(scope, third) == .claimed(key: "reference/1"))
    // It cannot be opened again while another holds the key.
    let opening = claiming([], try first.note(by: Cast.superAdmin))
    #expect(try aatiko.append(scope, opening) == .claimed(key: "nur/x"))
    var freeing = claiming([], drop: ["nur/x"], third)
    freeing.command = "freeing"
    #expect(try aatiko.append(scope, freeing) == .accepted(seq: 4))
    #expect(try aatiko.append(scope, opening) == .accepted(seq: 5))
    var again = claiming(["nur/x"], try second.note(by: Cast.superAdmin))
    again.version = 2
    #expect(try aatiko.append(scope, again) == .claimed(key: "nur/x"))
  }

  @Test(
    "A key given up for good does not come back when the dossier is opened again",
    arguments: SharedImplementation.allCases)
  func givenUp(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var first = SharedCourse(1)
    var second = SharedCourse(2)
    let aatiko = try harness.connect(Cast.superAdmin)
    let scope = first.scope
    let acts = [
      claiming(["reference/1", "nur/x"], try first.creation()),
      claiming(["nur/y"], drop: ["nur/x"], try first.note(by: Cast.superAdmin)),
      claiming([], isOpen: false, try first.note(by: Cast.superAdmin)),
      claiming(["nur/x"], try second.creation()),
      claiming([], try first.note(by: Cast.superAdmin)),
      // What it holds already may be named again.
      claiming(["nur/y", "reference/1"], try first.note(by: Cast.superAdmin)),
    ]
    #expect(
      try aatiko.append(Batch(scope, acts)) == (1...6).map { .accepted(seq: Int64($0)) })
  }

  @Test(
    "A key taken and let go of in one act stays for when the dossier is opened again",
    arguments: SharedImplementation.allCases)
  func closedAtOnce(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var first = SharedCourse(1)
    var second = SharedCourse(2)
    let aatiko = try harness.connect(Cast.superAdmin)
    let scope = first.scope
    let acts = [
      claiming(["reference/1", "nur/x"], isOpen: false, try first.creation()),
      claiming(["nur/x"], try second.creation()),
      claiming([], try first.note(by: Cast.superAdmin)),
    ]
    #expect(
      try aatiko.append(Batch(scope, acts)) == [
        .accepted(seq: 1), .accepted(seq: 2), .claimed(key: "nur/x"),
      ])
  }
}
