import Domain
import Testing

/// One line of a transition's table: a command on a dossier taken to a milestone, and its outcome.
struct TransitionCase: CustomTestStringConvertible, Sendable {
  typealias Step = (command: DossierCommand, day: Int, person: Operator)

  let testDescription: String
  let milestone: DossierScenario.Milestone
  let sameBailleur: Bool
  let before: [Step]
  let command: DossierCommand
  let day: Int
  let person: Operator
  let onBehalf: OrganisationID?
  let expected: Expected

  enum Expected: Sendable {
    case allowed([DossierEvent])
    case refused(String, field: String?)
  }

  /// The command is accepted and gives these events.
  static func allows(
    _ name: String, _ command: DossierCommand, by person: Operator,
    at milestone: DossierScenario.Milestone, on day: Int, after before: [Step] = [],
    onBehalf: OrganisationID? = nil, sameBailleur: Bool = false, giving events: [DossierEvent]
  ) -> TransitionCase {
    TransitionCase(
      testDescription: name, milestone: milestone, sameBailleur: sameBailleur, before: before,
      command: command, day: day, person: person, onBehalf: onBehalf, expected: .allowed(events))
  }

  /// The command is refused with this sentence.
  static func refuses(
    _ name: String, _ command: DossierCommand, by person: Operator,
    at milestone: DossierScenario.Milestone, on day: Int, after before: [Step] = [],
    onBehalf: OrganisationID? = nil, sameBailleur: Bool = false, _ message: String,
    field: String? = nil
  ) -> TransitionCase {
    TransitionCase(
      testDescription: name, milestone: milestone, sameBailleur: sameBailleur, before: before,
      command: command, day: day, person: person, onBehalf: onBehalf,
      expected: .refused(message, field: field))
  }

  /// Plays the line and says what differs.
  func check(sourceLocation: SourceLocation = #_sourceLocation) {
    var scenario = DossierScenario(upTo: milestone, sameBailleur: sameBailleur)
    for step in before {
      let refusal = scenario.play(step.command, on: step.day, by: step.person)
      #expect(refusal == nil, "an earlier act is refused", sourceLocation: sourceLocation)
    }
    let untouched = scenario.dossier
    let refusal = scenario.play(command, on: day, by: person, onBehalf: onBehalf)
    switch expected {
    case .allowed(let events):
      #expect(refusal == nil, sourceLocation: sourceLocation)
      let new = scenario.dossier.history.dropFirst(untouched.history.count)
      #expect(new.map(\.event) == events, sourceLocation: sourceLocation)
      #expect(
        new.allSatisfy { $0.signature.onBehalf?.organisation == onBehalf },
        sourceLocation: sourceLocation)
    case .refused(let message, let field):
      #expect(refusal?.message == message, sourceLocation: sourceLocation)
      if let field { #expect(refusal?.field == field, sourceLocation: sourceLocation) }
      #expect(scenario.dossier == untouched, sourceLocation: sourceLocation)
    }
  }
}
