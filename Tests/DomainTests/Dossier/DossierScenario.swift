import Domain

/// A dossier whose commands are played through decide and apply, on given days by given people.
///
/// Days are counted from the entry of the second NUR (day 0, D0), so that a test reads as the
/// scheme does: « D0 + 8 ».
struct DossierScenario {
  /// How far the ordinary course of a dossier has gone.
  enum Milestone: Int, CaseIterable {
    case nothing, created, nurs, preInstructed, instructed, scheduled, decided, dated, leased
    case inventoried, closed
  }

  /// The dossier as it stands.
  private(set) var dossier = Dossier.empty
  /// The rules in force.
  var reglement = Reglement.default
  /// The claims held by other dossiers.
  var holders: [Claim: ClaimHolder] = [:]
  /// Day 0.
  let origin: Day
  private let sameBailleur: Bool
  private var commands = 0

  /// A dossier taken to a milestone, every act in time.
  init(
    upTo milestone: Milestone = .nothing, sameBailleur: Bool = false,
    from origin: Day = .of("2025-03-24")
  ) {
    self.origin = origin
    self.sameBailleur = sameBailleur
    for step in Milestone.allCases where step != .nothing && step.rawValue <= milestone.rawValue {
      for (command, offset, person) in course(to: step) {
        if let refusal = play(command, on: offset, by: person) {
          preconditionFailure("The ordinary course is refused: \(refusal.message)")
        }
      }
    }
  }

  /// The day so many days after D0.
  func day(_ offset: Int) -> Day { origin + offset }

  /// The agent of B's volet, who is A's when one bailleur has both.
  func ofB(_ person: Operator) -> Operator {
    guard sameBailleur else { return person }
    return person.id == Cast.c1B.id ? Cast.c1A : Cast.c2A
  }

  /// Plays a command at a time of day in Paris (winter or summer, the hour is the local one).
  ///
  /// - Returns: why it was refused, or nil when the dossier took it.
  @discardableResult
  mutating func play(
    _ command: DossierCommand, on offset: Int, at hour: Int = 10, by person: Operator,
    onBehalf: OrganisationID? = nil
  ) -> Refusal? {
    play(command, at: Self.moment(day(offset), hour), by: person, onBehalf: onBehalf)
  }

  /// Plays a command at an instant.
  @discardableResult
  mutating func play(
    _ command: DossierCommand, at moment: Moment, by person: Operator,
    onBehalf: OrganisationID? = nil
  ) -> Refusal? {
    let context = context(at: moment, person, onBehalf)
    do {
      let decision = try dossier.decide(command, in: context)
      for event in decision.events {
        dossier.apply(
          Recorded(event, command: context.command, signature: context.signature(as: decision.role))
        )
      }
      commands += 1
      return nil
    } catch {
      return error
    }
  }

  /// The identity of the last act played.
  var lastCommand: CommandID { CommandID("command-\(commands - 1)") }

  /// What a decision may look at, on a day.
  func context(
    on offset: Int, at hour: Int = 10, _ person: Operator, _ onBehalf: OrganisationID? = nil
  ) -> Context {
    context(at: Self.moment(day(offset), hour), person, onBehalf)
  }

  /// What a decision may look at, at an instant.
  func context(
    at moment: Moment, _ person: Operator, _ onBehalf: OrganisationID? = nil
  ) -> Context {
    Context(
      actor: person,
      onBehalf: onBehalf.map { OnBehalf(organisation: $0, reason: SubjectID("raison")) },
      command: CommandID("command-\(commands)"), now: moment, reglement: reglement,
      directory: Cast.directory, holders: holders)
  }

  /// The first line on a day.
  func headline(on offset: Int) -> String {
    dossier.headline(on: day(offset), under: reglement, names: Cast.directory)
  }

  /// The clock of a volet.
  func clock(_ clock: Deadline.Clock, _ volet: VoletName) -> Deadline? {
    dossier.deadlines(under: reglement).first { $0.clock == clock && $0.volet == volet }
  }

  private static func moment(_ day: Day, _ hour: Int) -> Moment {
    let utc = Moment(seconds: Int64(day.number) * 86_400 + Int64(hour) * 3600)
    return utc + -Int64(ParisTime.offset(at: utc))
  }
}

extension DossierScenario {
  /// The volets of the sample dossier.
  static func drafts(sameBailleur: Bool = false) -> [NewVolet] {
    [
      NewVolet(
        name: .a, bailleur: Cast.bailleurA, logement: logement("L-1"),
        locataire: SubjectID("locataire-a"), contact1: Cast.c1A.id, contact2: Cast.c2A.id),
      NewVolet(
        name: .b, bailleur: sameBailleur ? Cast.bailleurA : Cast.bailleurB,
        logement: logement("L-2"), locataire: SubjectID("locataire-b"),
        contact1: sameBailleur ? Cast.c1A.id : Cast.c1B.id,
        contact2: sameBailleur ? Cast.c2A.id : Cast.c2B.id),
    ]
  }

  /// A logement of Montreuil.
  static func logement(_ reference: String) -> Logement {
    guard let insee = try? InseeCode(parsing: "93048") else {
      preconditionFailure("93048 is a code")
    }
    return Logement(reference: reference, typologie: .t3, insee: insee, commune: "Montreuil")
  }

  /// The acts that lead to a milestone from the one before it.
  private func course(to milestone: Milestone) -> [(DossierCommand, Int, Operator)] {
    let (c1B, c2B) = (ofB(Cast.c1B), ofB(Cast.c2B))
    let both: [Inventory] = [.exit, .entry]
    switch milestone {
    case .nothing: return []
    case .created:
      let volets = Self.drafts(sameBailleur: sameBailleur)
      return [(.create(reference: "D-1", volets: volets), -5, Cast.superAdmin)]
    case .nurs:
      return [
        (.enterNUR(volet: .a, nur: .sample("a")), -1, Cast.c1A),
        (.enterNUR(volet: .b, nur: .sample("b")), 0, c1B),
      ]
    case .preInstructed:
      return [
        (.validatePreInstruction(volets: [.a]), 2, Cast.c1A),
        (.validatePreInstruction(volets: [.b]), 3, c1B),
      ]
    case .instructed:
      return [
        (.validateInstruction(volets: [.a]), 10, Cast.c1A),
        (.validateInstruction(volets: [.b]), 12, c1B),
      ]
    case .scheduled:
      return [
        (.scheduleCaleol(volet: .a, date: day(20), held: false, gapReason: nil), 13, Cast.c1A),
        (.scheduleCaleol(volet: .b, date: day(24), held: false, gapReason: nil), 13, c1B),
      ]
    case .decided:
      return [
        (.attribute(.a), 20, Cast.c1A), (.attribute(.b), 24, c1B),
      ]
    case .dated:
      return [
        (.proposeMove(volet: .a, date: day(60)), 26, Cast.c2A)
      ] + (sameBailleur ? [] : [(.acceptMove(volet: .b), 28, c2B)])
    case .leased:
      return [
        (.signLease(volet: .a, on: day(50)), 50, Cast.c2A),
        (.signLease(volet: .b, on: day(50)), 50, c2B),
      ]
    case .inventoried:
      return [
        (.recordInventory(volet: .a, inventories: both, on: day(60), gapReason: nil), 60, Cast.c2A),
        (.recordInventory(volet: .b, inventories: both, on: day(60), gapReason: nil), 60, c2B),
      ]
    case .closed:
      return [(.closeVolet(volet: .a), 61, Cast.c2A), (.closeVolet(volet: .b), 62, c2B)]
    }
  }
}

extension DossierCommand {
  /// A plain attribution at a session already dated.
  static func attribute(_ volet: VoletName) -> DossierCommand {
    .enterDecision(volet: volet, decision: .attribution, session: nil, gapReason: nil)
  }
}
