import Domain

/// What may happen at any step, and how dossiers end: T05, T09, T12, T23 to T29.
extension DemoScript {
  /// Notes, and reminders to the side that is late.
  mutating func talk() {
    for _ in 0..<random.int(in: 0...3) {
      let day = course.created.between(course.closed[0], percent: random.int(in: 0...100))
      note(random.pick(DemoTexts.notes), on: day)
    }
    for side in sides {
      let due = course.bothNUR + 8
      guard course.preValidated[side] > due + 1, random.chance(0.5) else { continue }
      let other = 1 - side
      let message = sealer.seal(random.pick(DemoTexts.messages), as: .message)
      let day = due.between(course.preValidated[side] - 1, percent: 20)
      add(
        DemoAct(
          day: day, actor: cast.contact(other, .contact1, on: day),
          move: .command(
            .remind(volet: volet(side), contact: .contact1, message: message.subject)),
          secrets: [message]))
    }
    guard plan.planted == .hostileNotes else { return }
    for text in DemoTexts.hostile { note(text, on: (course.allPreValidated + 1).workday) }
  }

  private mutating func note(_ text: String, on day: Day) {
    let side = random.int(in: 0...1)
    let note = sealer.seal(text, as: .note)
    let visibility: NoteVisibility = random.chance(0.5) ? .shared : .internal_
    add(
      DemoAct(
        day: day, actor: cast.contact(side, .contact1, on: day),
        move: .command(.addNote(note: note.subject, visibility: visibility)), secrets: [note]))
  }

  /// Replaces what would have followed by the end that the dossier has.
  mutating func end() {
    if plan.planted == .reopened { reopen() }
    guard case .closed(let outcome) = plan.goal, outcome != .realised else { return }
    let (day, side) = course.ending(outcome, pace)
    cut { $0 >= day }
    switch outcome {
    case .refusedPreInstruction:
      finish(day, side, .refusePreInstruction) { .refusePreInstruction(volet: $0, reason: $1) }
    case .refusedInstruction:
      finish(day, side, .refuseInstruction) { .refuseInstruction(volet: $0, reason: $1) }
    case .notAttributed:
      finish(day, side, .enterDecision) {
        .enterDecision(
          volet: $0, decision: .nonAttribution(reason: $1), session: nil, gapReason: nil)
      }
      informTenant(of: 1 - side, after: day)
    case .irrecevable:
      finish(day, side, .enterDecision) {
        .enterDecision(
          volet: $0, decision: .irrecevable(reason: $1), session: nil, gapReason: nil)
      }
      informTenant(of: 1 - side, after: day)
    case .lapsed: finish(day, side, .lapse) { .lapse(volet: $0, reason: $1) }
    case .cancelled:
      let (reason, secrets) = reason(for: .cancel)
      add(
        DemoAct(
          day: day, actor: cast.superAdministrator, move: .command(.cancel(reason: reason)),
          secrets: secrets))
    case .withdrawn, .realised:
      finish(day, side, .withdraw) { .withdraw(volet: $0, reason: $1) }
    }
  }

  /// The other side, when it had attributed, tells its tenant that this came to nothing.
  private mutating func informTenant(of side: Int, after day: Day) {
    guard course.decided[side] < day else { return }
    add((day + 3).workday, side, .contact2, .informTenant(volet: volet(side)))
  }

  private mutating func finish(
    _ day: Day, _ side: Int, _ act: DossierAct,
    _ command: (VoletName, Reason) -> DossierCommand
  ) {
    let (reason, secrets) = reason(for: act)
    add(day, side, .contact1, command(volet(side), reason), secrets: secrets)
  }

  /// Withdrawn on the day of the last pre-validation, reopened on the working day after.
  private mutating func reopen() {
    let (withdrawal, reopening) = (course.allPreValidated, course.reopening)
    cut { $0 > withdrawal && $0 <= reopening }
    finish(withdrawal, 0, .withdraw) { .withdraw(volet: $0, reason: $1) }
    add(
      DemoAct(
        day: reopening, actor: cast.superAdministrator,
        move: .command(.reopen(reason: Reason(.elementNouveau)))))
  }
}
