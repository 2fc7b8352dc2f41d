import Testing

@testable import Domain

@Suite("The course of a rappel (domaine.md §3.12)")
struct RappelDecideTests {
  @Test("From the proposal to the return to conformity, stage by stage")
  func course() throws {
    var course = try RappelCourse.proposed(by: Cast.facilitator)
    #expect(course.rappel.stage == .proposed)
    #expect(course.rappel.nextLevel == .information)
    try course.send(.information, .mail)
    #expect(course.rappel.stage == .information)
    #expect(course.rappel.followedSince == RappelCourse.start)
    course.day = course.day + 30
    try course.send(.formal)
    #expect(course.rappel.stage == .formal)
    #expect(course.rappel.letters.map(\.level) == [.information, .formal])
    course.day = course.day + 20
    try course.act(.refer(instance: .technicalCommittee, on: course.day + 15, note: nil))
    #expect(course.rappel.stage == .instance)
    #expect(course.rappel.followedSince == course.day)
    let quiet = course.day
    course.day = course.day + 60
    try course.act(.close(ending: .compliance(since: quiet, breaches: 1), note: nil))
    #expect(course.rappel.stage == .closed)
    #expect(!course.rappel.isOpen && course.rappel.heldClaims.isEmpty)
  }

  @Test("What is out of order is refused, in words")
  func order() throws {
    let proposed = try RappelCourse.proposed()
    let information = try RappelCourse.sent(.information)
    let formal = try RappelCourse.sent(.formal)
    let today = formal.day
    func send(_ level: RappelLevel, on day: Day) -> RappelCommand {
      .send(level: level, on: day, letter: RappelCourse.letter, channel: .export)
    }
    let refer = RappelCommand.refer(instance: .board, on: today, note: nil)
    let close = RappelCommand.close(ending: .unfounded, note: nil)
    let dismiss = RappelCommand.dismiss(motive: .explained, note: nil)
    let cases: [(RappelCourse, RappelCommand, String?)] = [
      (
        proposed, send(.formal, on: proposed.day),
        "Un rappel formel suit un rappel d'information."
      ),
      (proposed, refer, "Un point en instance suit un rappel formel."),
      (proposed, close, "Aucune lettre n'est partie : il n'y a rien à clore."),
      (proposed, dismiss, nil),
      (
        information, send(.information, on: information.day),
        "Le rappel d'information est déjà parti."
      ),
      (information, dismiss, "La lettre est partie : ce rappel ne s'écarte plus."),
      (information, refer, "Un point en instance suit un rappel formel."),
      (information, send(.formal, on: information.day + 1), "Cette date est à venir."),
      (
        formal, send(.formal, on: today),
        "Le rappel formel est parti."
      ),
      (formal, refer, nil),
      (formal, close, nil),
      (
        formal, .close(ending: .decision, note: nil),
        "Ce rappel n'est inscrit à aucune instance."
      ),
      (.init(), dismiss, "Ce rappel n'est pas connu ici."),
      (.init(), send(.information, on: RappelCourse.start), "Ce rappel n'est pas connu ici."),
    ]
    for (course, command, refusal) in cases {
      #expect(course.refusal(command) == refusal, "\(command)")
    }
  }

  @Test("A letter is dated of no later day, of none before the last step, and by mail of today")
  func dates() throws {
    var course = try RappelCourse.proposed()
    course.day = course.day + 5
    func letter(_ offset: Int, _ channel: RappelChannel) -> RappelCommand {
      .send(
        level: .information, on: RappelCourse.start + offset, letter: RappelCourse.letter,
        channel: channel)
    }
    #expect(
      course.refusal(letter(-1, .export))
        == "La lettre ne peut pas précéder l'étape du 12/10/2026.")
    #expect(course.refusal(letter(0, .export)) == nil)
    #expect(course.refusal(letter(4, .mail)) == "Un courriel part le jour même.")
    #expect(course.refusal(letter(5, .mail)) == nil)
    #expect(course.refusal(letter(6, .mail)) == "Cette date est à venir.")
  }

  @Test("A proposal stands on facts, of the past, of a bailleur that has no other rappel open")
  func proposal() throws {
    var course = RappelCourse()
    func propose(
      _ bailleur: OrganisationID = Cast.bailleurA, _ constat: RappelConstat = RappelCourse.constat()
    ) -> RappelCommand {
      .propose(bailleur: bailleur, constat: constat)
    }
    #expect(course.refusal(propose(Cast.aatiko)) == "Aatiko n'est pas un bailleur.")
    #expect(
      course.refusal(
        propose(Cast.bailleurA, RappelConstat(criteria: [], facts: RappelCourse.facts())))
        == "Un rappel s'appuie sur des manquements répétés.")
    let future = RappelCourse.fact(
      .instruction, "D-2026-0001", since: 1, measure: 1, isOngoing: true)
    #expect(
      course.refusal(propose(Cast.bailleurA, RappelCourse.constat([future])))
        == "Un fait du 13/10/2026 est à venir.")
    #expect(course.rappel.claimsNeeded(by: propose()).map(\.key) == ["rappel/org-a"])
    course.holder = "another"
    #expect(course.refusal(propose()) == "Un rappel est déjà ouvert pour Bailleur A.")
    course.holder = nil
    try course.act(propose())
    #expect(course.rappel.heldClaims.map(\.key) == ["rappel/org-a"])
    #expect(course.refusal(propose()) == "Ce rappel est déjà proposé.")
  }

  @Test("A follow-up is closed once its days are over, not before")
  func closing() throws {
    var course = try RappelCourse.sent(.information)
    let quiet = course.day + 10
    course.day = quiet + 59
    let close = RappelCommand.close(ending: .compliance(since: quiet, breaches: 2), note: nil)
    #expect(
      course.refusal(close)
        == "Le suivi dure 60 jours sans manquement : jusqu'au 21/12/2026 au plus tôt.")
    course.day = quiet + 60
    #expect(course.refusal(close) == nil)
    let early = RappelCommand.close(
      ending: .compliance(since: RappelCourse.start + -1, breaches: 0), note: nil)
    #expect(course.refusal(early) == "Ce suivi n'est pas celui de la dernière lettre.")
  }

  @Test("A constat of too many facts keeps the most serious, and says how many it left")
  func bound() throws {
    let facts = (1...55).map {
      RappelCourse.fact(
        .preInstruction, "D-2026-\($0)", since: -$0, measure: $0, isOngoing: false)
    }
    let constat = RappelConstat(criteria: [.share(late: 1, open: 1)], facts: facts)
    #expect(constat.facts.count == RappelConstat.mostFacts && constat.more == 15)
    #expect(constat.facts.map(\.measure).min() == 16)
    #expect(constat.facts.map(\.since) == constat.facts.map(\.since).sorted())
  }

  @Test("The last act is taken back by its author within a day, a mail never")
  func undo() throws {
    var course = try RappelCourse.proposed(by: Cast.facilitator)
    let propose = CommandID("c1")
    #expect(
      course.refusal(.undo(command: propose)) == "Le dernier acte sur ce rappel est de T. Girard.")
    let letter = try course.send(.information)
    #expect(
      course.refusal(.undo(command: propose), by: Cast.facilitator)
        == "Le dernier acte sur ce rappel est de V. Bonnet.")
    try course.act(.undo(command: letter))
    #expect(course.rappel.stage == .proposed && course.rappel.letters.isEmpty)
    try course.send(.information, .mail)
    #expect(
      course.refusal(.undo(command: "c4"))
        == "La lettre est partie par courriel : elle ne se reprend pas.")
    var other = try RappelCourse.proposed()
    other.day = other.day + 2
    #expect(other.refusal(.undo(command: "c1")) == "Cet acte date de plus de 24 heures.")
  }

  @Test("What was set aside is opened again only while no other rappel is")
  func undoAlone() throws {
    var course = try RappelCourse.proposed()
    let command = try course.act(.dismiss(motive: .outside, note: nil))
    #expect(course.rappel.stage == .dismissed && course.rappel.heldClaims.isEmpty)
    course.holder = "another"
    #expect(
      course.refusal(.undo(command: command))
        == "Un autre rappel a été ouvert depuis pour Bailleur A.")
    course.holder = nil
    try course.act(.undo(command: command))
    #expect(course.rappel.stage == .proposed)
    let proposal = CommandID("c1")
    try course.act(.undo(command: proposal))
    #expect(course.rappel.stage == .withdrawn && !course.rappel.isOpen)
  }

  @Test("The GIE decides, Aatiko proposes, nobody else does anything")
  func rights() throws {
    let deciding: [RappelAct] = [.dismiss, .send, .refer, .close]
    for person in Cast.people {
      for act in deciding {
        let isOpen = act.standing(of: person.roles.sorted()[0]) == .act
        #expect(isOpen == (person.id == Cast.gie.id), "\(person.id) \(act)")
      }
      let proposes = RappelCourse().rappel
        .availability(of: .propose, in: RappelCourse().context(person)).isOpen
      #expect(
        proposes == [Cast.gie, Cast.superAdmin, Cast.facilitator].contains(person),
        "\(person.id)")
    }
    let course = try RappelCourse.proposed()
    #expect(
      course.refusal(.dismiss(motive: .explained, note: nil), by: Cast.facilitator)
        == "Vous êtes facilitateur (Aatiko) : le choix d'écarter un rappel revient à : "
        + "coordination du GIE.")
  }

  @Test("An act that its author had no right to is contested, an honest one is not")
  func contested() throws {
    var course = try RappelCourse.proposed(by: Cast.superAdmin)
    let event = RappelEvent.dismissed(motive: .explained, note: nil)
    let forged = Recorded(
      event, command: "forged", signature: course.context(Cast.pilA).signature(as: .pilote))
    course.rappel.apply(forged)
    #expect(course.rappel.contested() == ["forged"])
  }
}
