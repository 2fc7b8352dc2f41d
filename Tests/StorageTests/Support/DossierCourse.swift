import Domain

@testable import Storage

/// The ordinary course of a dossier, act by act, through the store.
extension StoreFixture {
  /// How far a dossier has gone.
  enum Stage: Int, CaseIterable, Comparable {
    case created, nurs, preInstructed, instructed, scheduled, decided, dated, leased
    case inventoried, closed

    static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
  }

  /// Opens a dossier and takes it to a stage, every act in time, from day 0 on.
  ///
  /// - Parameter number: gives reference, logements and NUR, so that two dossiers never share them.
  @discardableResult
  func dossier(
    _ number: Int = 1, upTo stage: Stage = .created,
    of bailleurs: (OrganisationID, OrganisationID) = (Cast.bailleurA, Cast.bailleurB),
    from start: Day = start
  ) throws -> StreamID {
    let stream = try store.newStream(at: Moment(seconds: 0))
    for step in Stage.allCases where step <= stage {
      try play(step, stream, number, bailleurs, start)
    }
    return stream
  }

  /// The volets of a new dossier, with the names of its tenants.
  func drafts(
    _ number: Int, of bailleurs: (OrganisationID, OrganisationID)
  ) throws -> (volets: [NewVolet], secrets: [Secret]) {
    let names = [seal("Locataire A\(number)", as: .name), seal("Locataire B\(number)", as: .name)]
    let places: [(VoletName, OrganisationID, String, Typologie)] = [
      (.a, bailleurs.0, "Évry", .t3), (.b, bailleurs.1, "Montreuil", .t4),
    ]
    let volets = try zip(places, names).map { place, name in
      let (volet, bailleur, commune, typologie) = place
      return NewVolet(
        name: volet, bailleur: bailleur,
        logement: Logement(
          reference: "LOG-\(volet.rawValue)-\(number)", typologie: typologie,
          insee: try InseeCode(parsing: "93048"), commune: commune),
        locataire: name.subject, contact1: Cast.agent(.contact1, of: bailleur).id,
        contact2: Cast.agent(.contact2, of: bailleur).id)
    }
    return (volets, names)
  }

  private func play(
    _ stage: Stage, _ stream: StreamID, _ number: Int,
    _ bailleurs: (OrganisationID, OrganisationID), _ start: Day
  ) throws {
    if stage == .created {
      let (volets, secrets) = try drafts(number, of: bailleurs)
      try act(
        stream, .create(reference: "D-2026-\(1000 + number)", volets: volets),
        by: Cast.superAdmin, on: start + -5, secrets: secrets)
      return
    }
    for (volet, bailleur) in [(VoletName.a, bailleurs.0), (.b, bailleurs.1)] {
      if stage == .dated, volet == .b, bailleurs.0 == bailleurs.1 { continue }
      let (command, offset, contact, secrets) = try step(stage, volet, number, start)
      try act(
        stream, command, by: Cast.agent(contact, of: bailleur), on: start + offset,
        secrets: secrets)
    }
  }

  private func step(
    _ stage: Stage, _ volet: VoletName, _ number: Int, _ start: Day
  ) throws -> (DossierCommand, Int, ContactKind, [Secret]) {
    let isFirst = volet == .a
    switch stage {
    case .created, .nurs:
      let nur = try seal(nur: 2 * number + (isFirst ? 0 : 1))
      return (
        .enterNUR(volet: volet, nur: nur.sealed), isFirst ? -1 : 0, .contact1, [nur.secret]
      )
    case .preInstructed: return (.validatePreInstruction(volets: [volet]), 3, .contact1, [])
    case .instructed: return (.validateInstruction(volets: [volet]), 12, .contact1, [])
    case .scheduled:
      let date = start + (isFirst ? 20 : 24)
      return (
        .scheduleCaleol(volet: volet, date: date, held: false, gapReason: nil), 13, .contact1, []
      )
    case .decided:
      let decision = DossierCommand.enterDecision(
        volet: volet, decision: .attribution, session: nil, gapReason: nil)
      return (decision, isFirst ? 20 : 24, .contact1, [])
    case .dated:
      return (
        isFirst ? .proposeMove(volet: .a, date: start + 60) : .acceptMove(volet: .b), 26,
        .contact2, []
      )
    case .leased: return (.signLease(volet: volet, on: start + 50), 50, .contact2, [])
    case .inventoried:
      let record = DossierCommand.recordInventory(
        volet: volet, inventories: [.exit, .entry], on: start + 60, gapReason: nil)
      return (record, 60, .contact2, [])
    case .closed: return (.closeVolet(volet: volet), 61, .contact2, [])
    }
  }
}
