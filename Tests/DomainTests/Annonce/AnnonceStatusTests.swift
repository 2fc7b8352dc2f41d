import Testing

@testable import Domain

@Suite("The course of an annonce through the moderation (domaine.md §3.4)")
struct AnnonceStatusTests {
  /// A step of a course, by one letter: `c` conforme, `k` correction, `2` photo 2 masked, `t`
  /// words masked, `a` annonce masked, `S` suspended, `!` reported, `v` new version, `r` withdrawn,
  /// `u` the last act undone, `L` the last decision lifted.
  private static func take(_ step: Character, in course: inout AnnonceCourse) throws {
    switch step {
    case "c": try course.decide(.conforme)
    case "k": try course.decide(.correction)
    case "2": try course.decide(.masked(part: .photo(2)))
    case "t": try course.decide(.masked(part: .comment))
    case "a": try course.decide(.masked(part: .annonce))
    case "S": try course.decide(.suspended)
    case "!": try course.report()
    case "v": try course.publish((course.annonce.current?.number ?? 0) + 1)
    case "r": try course.act(.withdraw(on: course.day))
    case "u":
      let last = try course.annonce.lastUndoable(in: course.context(Cast.facilitator))
      try course.act(.undo(command: last.command))
    case "L":
      let last = try #require(course.annonce.standing.last)
      try course.act(
        .reverse(decision: last.command, motive: .erreurAppreciation, note: nil))
    default: Issue.record("no such step")
    }
  }

  @Test(
    "Every course ends where it should",
    arguments: [
      ("", AnnonceStatus.published), ("c", .conforme), ("k", .correction), ("2", .masked),
      ("t", .masked), ("a", .masked), ("S", .suspended), ("!", .reported), ("r", .withdrawn),
      ("v", .published), ("cv", .published), ("kv", .corrected), ("2v", .corrected),
      ("kvc", .conforme), ("kvk", .correction), ("Sv", .suspended), ("Svc", .conforme),
      ("av", .masked), ("avc", .conforme), ("kL", .published), ("SL", .published),
      ("cS", .suspended), ("cSL", .conforme), ("ck", .correction), ("ckL", .conforme),
      ("!c", .conforme), ("!cL", .reported), ("!k", .correction), ("!kv", .corrected),
      ("2!", .reported), ("2!c", .masked), ("k!c", .correction), ("S!", .suspended),
      ("cu", .published), ("ku", .published), ("kLu", .correction), ("!cu", .reported),
      ("c!", .reported), ("c!c", .conforme), ("kvr", .withdrawn), ("kvrv", .corrected),
      ("2tL", .masked), ("2t", .masked), ("rv", .published), ("SvLv", .published),
    ])
  func courses(steps: String, status: AnnonceStatus) throws {
    var course = try AnnonceCourse.published()
    for step in steps { try Self.take(step, in: &course) }
    #expect(course.annonce.status == status)
  }

  @Test(
    "What cannot be is refused in French",
    arguments: [
      ("cc", "Cette version est déjà vérifiée : conforme."),
      ("kk", "C'est déjà décidé : correction demandée."),
      ("22", "C'est déjà décidé : photo 2 masquée."),
      ("kc", "Une décision tient sur cette version : correction demandée."),
      ("Sc", "Une décision tient sur cette version : suspendue."),
      ("rc", "Cette annonce a quitté la plateforme le 12/10/2026."),
      ("rr", "Cette annonce a quitté la plateforme le 12/10/2026."),
      ("u", "Aucun acte n'est à annuler sur cette annonce."),
      ("cuu", "Aucun acte n'est à annuler sur cette annonce."),
      ("!u", "Le dernier acte sur cette annonce est de C. Martin."),
    ])
  func refusals(steps: String, message: String) throws {
    var course = try AnnonceCourse.published()
    for step in steps.dropLast() { try Self.take(step, in: &course) }
    let last = try #require(steps.last)
    let refusal = #expect(throws: Refusal.self) { try Self.take(last, in: &course) }
    #expect(refusal?.message == message)
  }

  @Test("What is masked is said part by part, and what has changed since is to be looked at again")
  func words() throws {
    var course = try AnnonceCourse.published()
    try course.decide(.masked(part: .photo(2)))
    try course.decide(.masked(part: .comment))
    #expect(course.annonce.statusWords == "masquée : le commentaire, la photo 2")
    try course.decide(.suspended)
    try course.publish(2)
    #expect(course.annonce.statusWords == "suspendue, à revoir")
    #expect(course.annonce.awaitsReview)
  }

  @Test("A photo that the annonce has not is neither reported nor masked")
  func photos() throws {
    var course = try AnnonceCourse.published(photos: 1)
    let refusal = #expect(throws: Refusal.self) {
      try course.decide(.masked(part: .photo(2)))
    }
    #expect(refusal?.message == "Cette annonce a 1 photo, pas de photo 2.")
    #expect(throws: Refusal.self) { try course.report(.photo(2)) }
    try course.report(.photo(1))
  }

  @Test("A decision has a motive of the list unless the annonce conforms, and is on what is online")
  func motives() throws {
    var course = try AnnonceCourse.published()
    for (ruling, motives, version) in [
      (AnnonceRuling.suspended, [AnnonceMotive](), 1), (.conforme, [.doublon], 1),
      (.suspended, [.doublon], 2),
    ] {
      #expect(throws: Refusal.self) {
        try course.act(
          .decide(
            decision: AnnonceDecision(
              version: version, ruling: ruling, motives: motives, origin: .sample)))
      }
    }
  }

  @Test("The same version again adds nothing, another content under its number is refused")
  func versions() throws {
    var course = try AnnonceCourse.published()
    var same = AnnonceCourse.version(1, on: course.day)
    same.text = "elsewhere"
    let known = #expect(throws: Refusal.self) {
      try course.act(.publish(annonce: "AN-0001", bailleur: Cast.bailleurA, version: same))
    }
    #expect(known?.message == "Cette version est déjà connue.")
    same.digest = "other"
    let changed = #expect(throws: Refusal.self) {
      try course.act(.publish(annonce: "AN-0001", bailleur: Cast.bailleurA, version: same))
    }
    #expect(changed?.message == "La version 1 est déjà connue, avec un autre contenu.")
    try course.publish(3)
    #expect(throws: Refusal.self) { try course.publish(2) }
    #expect(throws: Refusal.self) {
      try course.publish(4, number: "AN-0002")
    }
  }

  @Test("The platform's report of a number comes in once; only Aatiko speaks for the platform")
  func reports() throws {
    var course = try AnnonceCourse.published()
    try course.report(by: Cast.facilitator, number: "R-1", source: .platform)
    #expect(throws: Refusal.self) {
      try course.report(by: Cast.facilitator, number: "R-1", source: .platform)
    }
    try course.report(by: Cast.c1A, source: .platform)
    try course.report(by: Cast.facilitator, source: .bailleur)
    #expect(course.annonce.reports.map(\.report.source) == [.platform, .bailleur, .aatiko])
  }

  @Test("The origin of a verification is the report's where there is one; a bailleur knows no draw")
  func origins() throws {
    var course = try AnnonceCourse.published()
    try course.decide(.conforme, by: Cast.admA)
    try course.publish(2)
    try course.decide(.conforme)
    try course.report()
    try course.decide(.conforme)
    try course.publish(3)
    try course.decide(.conforme, origin: .report)
    #expect(
      course.annonce.decisions.map(\.decision.origin)
        == [.initiative, .sample, .report, .initiative])
  }

  @Test("One's own last act is undone within the day, another's never")
  func undo() throws {
    var course = try AnnonceCourse.published()
    let command = try course.decide(.suspended)
    #expect(throws: Refusal.self) { try course.act(.undo(command: command), by: Cast.superAdmin) }
    course.day = course.day + 2
    #expect(throws: Refusal.self) { try course.act(.undo(command: command)) }
    #expect(course.annonce.isSuspended)
  }
}
