import Domain

/// A dossier of the desk's store: its bailleurs and its acts, in days from today.
struct DeskDossier: Sendable {
  /// An act on a day.
  struct Step: Sendable {
    enum What: Sendable {
      case nur
      case command(DossierCommand)
    }

    let day: Int
    let volet: VoletName
    let contact: ContactKind
    let what: What
    var actor: Operator?
  }

  /// How far the ordinary course goes.
  enum Stage: Int, Comparable, Sendable {
    case created, nurs, preInstructed, instructed, scheduled, decided, dated, leased
    case inventoried, closed

    static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
  }

  let number: Int
  let bailleurs: [OrganisationID]
  /// The day of the NUR, from today.
  let nur: Int
  var tenants: [VoletName: String] = [:]
  var steps: [Step] = []

  var reference: String { "D-2026-0\(number)" }

  func bailleur(_ volet: VoletName) -> OrganisationID { bailleurs[volet == .a ? 0 : 1] }

  /// A dossier taken to a stage in time.
  ///
  /// - Parameters:
  ///   - sessions: the days of the two commissions, from today.
  ///   - move: the moving day, from today.
  init(
    _ number: Int, _ stage: Stage, nur: Int,
    of bailleurs: [OrganisationID] = [DeskPeople.bailleurA, DeskPeople.bailleurB],
    sessions: (a: Int, b: Int) = (0, 0), move: Int = 0
  ) {
    self.number = number
    self.bailleurs = bailleurs
    self.nur = nur
    for volet in VoletName.allCases {
      let session = volet == .a ? sessions.a : sessions.b
      if stage >= .nurs {
        steps.append(Step(day: nur, volet: volet, contact: .contact1, what: .nur))
      }
      add(nur + 3, volet, .validatePreInstruction(volets: [volet]), if: stage >= .preInstructed)
      add(nur + 10, volet, .validateInstruction(volets: [volet]), if: stage >= .instructed)
      add(
        nur + 11, volet,
        .scheduleCaleol(
          volet: volet, date: DeskStore.today + session, held: false, gapReason: nil),
        if: stage >= .scheduled)
      add(session, volet, Self.attributed(volet), if: stage >= .decided)
      let dates =
        volet == .a
        ? DossierCommand.proposeMove(volet: .a, date: DeskStore.today + move)
        : .acceptMove(volet: .b)
      add(session + 2, volet, dates, if: stage >= .dated)
      add(
        move - 5, volet, .signLease(volet: volet, on: DeskStore.today + (move - 5)),
        if: stage >= .leased)
      add(
        move, volet,
        .recordInventory(
          volet: volet, inventories: Inventory.allCases, on: DeskStore.today + move,
          gapReason: nil),
        if: stage >= .inventoried)
      add(move + 1, volet, .closeVolet(volet: volet), if: stage >= .closed)
    }
  }

  /// The same dossier with one more act.
  func then(
    _ day: Int, _ volet: VoletName, _ command: DossierCommand, by actor: Operator? = nil
  ) -> DeskDossier {
    var dossier = self
    dossier.add(day, volet, command, by: actor)
    return dossier
  }

  /// The same dossier with those tenants.
  func tenants(_ a: String, _ b: String) -> DeskDossier {
    var dossier = self
    dossier.tenants = [.a: a, .b: b]
    return dossier
  }

  private mutating func add(
    _ day: Int, _ volet: VoletName, _ command: DossierCommand, by actor: Operator? = nil,
    if wanted: Bool = true
  ) {
    guard wanted else { return }
    let contact = command.target.act.traits.contacts.first ?? .contact1
    steps.append(
      Step(day: day, volet: volet, contact: contact, what: .command(command), actor: actor))
  }

  private static func attributed(_ volet: VoletName) -> DossierCommand {
    .enterDecision(volet: volet, decision: .attribution, session: nil, gapReason: nil)
  }

  /// One dossier in each state that an act needs.
  static let all: [DeskDossier] = [
    DeskDossier(101, .created, nur: -3),
    DeskDossier(102, .nurs, nur: -3),
    DeskDossier(103, .nurs, nur: -12),
    DeskDossier(104, .preInstructed, nur: -8),
    DeskDossier(105, .instructed, nur: -12).then(
      -1, .b,
      .scheduleCaleol(volet: .b, date: DeskStore.today + 10, held: false, gapReason: nil)),
    DeskDossier(106, .scheduled, nur: -14, sessions: (6, 8)),
    DeskDossier(107, .scheduled, nur: -22, sessions: (-2, -2)),
    DeskDossier(108, .scheduled, nur: -30, sessions: (-6, -6))
      .then(
        -6, .a,
        .enterDecision(
          volet: .a,
          decision: .conditional(piece: .avisImposition, limit: DeskStore.today + 9),
          session: nil, gapReason: nil)
      )
      .then(-6, .b, attributed(.b)),
    DeskDossier(109, .decided, nur: -40, sessions: (-10, -10)),
    DeskDossier(110, .decided, nur: -40, sessions: (-10, -10))
      .then(-8, .b, .proposeMove(volet: .b, date: DeskStore.today + 30)),
    DeskDossier(111, .dated, nur: -50, sessions: (-20, -20), move: 20),
    DeskDossier(112, .leased, nur: -80, sessions: (-50, -50), move: -1),
    DeskDossier(113, .inventoried, nur: -80, sessions: (-50, -50), move: -1),
    DeskDossier(114, .closed, nur: -100, sessions: (-70, -70), move: -20),
    DeskDossier(115, .preInstructed, nur: -9)
      .then(
        -1, .a, .cancel(reason: Reason(.creeParErreur)), by: DeskPeople.superAdmin),
    DeskDossier(116, .nurs, nur: -2, of: [DeskPeople.bailleurA, DeskPeople.bailleurA]),
    DeskDossier(117, .nurs, nur: -2, of: [DeskPeople.bailleurB, DeskPeople.bailleurC]),
    DeskDossier(118, .nurs, nur: -1, of: [DeskPeople.bailleurA, DeskPeople.bailleurC])
      .tenants(
        "Marie-Joséphine-Apolline Vandenbrouckelaere-Saint-Ylier de la Vaissonnière",
        "李小龍 👨‍👩‍👧 Zoe\u{301}\u{1B}]0;titre\u{7} Çelikbaş"),
    DeskDossier(119, .nurs, nur: -30),
    DeskDossier(120, .preInstructed, nur: -9)
      .then(-4, .a, .requestPiece(volet: .a, piece: .quittances)),
    DeskDossier(121, .scheduled, nur: -30, sessions: (-6, -6))
      .then(-6, .a, attributed(.a))
      .then(
        -5, .b,
        .enterDecision(
          volet: .b, decision: .nonAttribution(reason: Reason(.tailleDuMenage)), session: nil,
          gapReason: nil)),
  ]
}
