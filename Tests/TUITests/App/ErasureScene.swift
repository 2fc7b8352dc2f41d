import Domain

@testable import Storage
@testable import TUI

/// Dossiers closed long ago, beside those of the desk's store.
enum ErasureScene {
  /// Two of two bailleurs and one of the first alone, whose time is up; a fourth still has a month.
  @Sendable static func due(_ desk: Desk) throws { try fill(desk.store) }

  static func fill(_ store: Store) throws {
    for (number, bailleurs, closing) in [
      (901, [DeskPeople.bailleurA, DeskPeople.bailleurB], -500),
      (902, [DeskPeople.bailleurA, DeskPeople.bailleurA], -400),
      (903, [DeskPeople.bailleurB, DeskPeople.bailleurC], -365),
      (904, [DeskPeople.bailleurA, DeskPeople.bailleurB], -335),
    ] {
      try add(number, bailleurs, closing, to: store)
    }
  }

  private static func add(
    _ number: Int, _ bailleurs: [OrganisationID], _ closing: Int, to store: Store
  ) throws {
    var sealer = try store.sealer()
    let names = ["Zoé Ancelin", "Yann Boutry"].map { sealer.seal($0, as: .name) }
    let volets = try zip(VoletName.allCases, zip(bailleurs, names)).map { name, side in
      NewVolet(
        name: name, bailleur: side.0,
        logement: Logement(
          reference: "LOG-\(name.rawValue)-\(number)", typologie: .t2,
          insee: try InseeCode(parsing: "93048"), commune: "Montreuil"),
        locataire: side.1.subject, contact1: DeskPeople.agent(.contact1, of: side.0).id,
        contact2: DeskPeople.agent(.contact2, of: side.0).id)
    }
    let (opening, end) = (
      DeskStore.moment(on: DeskStore.today + closing - 30),
      DeskStore.moment(on: DeskStore.today + closing)
    )
    let stream = store.newStream(at: opening)
    let nur = sealer.seal(try NUR(parsing: "0750326000\(number)GDPUB"))
    let note = sealer.seal("Le locataire part en août.", as: .note)
    let acts: [(DossierCommand, [Secret], Operator, Moment)] = [
      (
        .create(reference: "D-2025-0\(number)", volets: volets), names, DeskPeople.superAdmin,
        opening
      ),
      (
        .enterNUR(volet: .a, nur: nur.sealed), [nur.secret],
        DeskPeople.agent(.contact1, of: bailleurs[0]), opening
      ),
      (
        .addNote(note: note.subject, visibility: .shared), [note],
        DeskPeople.agent(.contact1, of: bailleurs[0]), opening
      ),
      (.cancel(reason: Reason(.litige)), [], DeskPeople.superAdmin, end),
    ]
    for (command, secrets, person, moment) in acts {
      try store.perform(
        Act(stream: stream, command: command, secrets: secrets),
        as: Session(actor: person) { moment })
    }
  }
}
