import Testing

@testable import Domain

@Suite("Canned replies: their fields, their versions")
struct ReponsesTests {
  private static func reponse(_ body: String, version: Int = 1) -> Reponse {
    Reponse(id: "etat", version: version, title: "État", route: .reponse, body: body)
  }

  private static func write(
    _ reponses: inout Reponses, _ command: ReponsesCommand, by person: Operator = Cast.facilitator
  ) throws {
    let context = Context(
      actor: person, command: "c", now: SignalementDesk.noon, directory: Cast.directory)
    let decision = try reponses.decide(command, in: context)
    for event in decision.events {
      reponses.apply(
        Recorded(event, command: "c", signature: context.signature(as: decision.role)))
    }
  }

  @Test("Fields are filled; those of which nothing is known stay to be seen, each told once")
  func filling() {
    let (text, missing) = Self.reponse("{numero} : {dossier}, {dossier} { pas un champ")
      .filled(with: [.numero: "S-1"])
    #expect(text == "S-1 : {dossier}, {dossier} { pas un champ")
    #expect(missing == [.dossier])
  }

  @Test("What a value holds is never taken for a field")
  func injection() {
    let (text, missing) = Self.reponse("De {locataire}").filled(with: [
      .locataire: "{numero}", .numero: "S-1",
    ])
    #expect(text == "De {numero}")
    #expect(missing.isEmpty)
  }

  @Test("A field that does not exist is refused with the nearest one")
  func unknownField() {
    #expect(
      throws: Refusal(
        "« {locatire} » n'est pas un champ.", field: "texte",
        remedy: "Vouliez-vous dire {locataire} ?")
    ) {
      try Self.reponse("Bonjour {locatire}").check()
    }
  }

  @Test("Those of the program are themselves in order, each under its own name")
  func provided() throws {
    for reponse in Reponse.provided { try reponse.check() }
    #expect(Set(Reponse.provided.map(\.id)).count == Reponse.provided.count)
  }

  @Test("Versions follow one another; a change upon an older one is refused")
  func versions() throws {
    var reponses = Reponses.empty
    try Self.write(&reponses, .write(reponse: Self.reponse("Un")))
    #expect(throws: Refusal.self) {
      try Self.write(&reponses, .write(reponse: Self.reponse("Deux")))
    }
    try Self.write(&reponses, .write(reponse: Self.reponse("Deux", version: 2)))
    #expect(reponses.offered.first { $0.id == "etat" }?.body == "Deux")
    #expect(reponses.reponse(ReponseVersion(id: "etat", version: 1))?.body == "Un")
    try Self.write(&reponses, .withdraw(reponse: "etat"))
    #expect(!reponses.offered.contains { $0.id == "etat" })
    #expect(reponses.reponse(ReponseVersion(id: "etat", version: 2))?.body == "Deux")
  }

  @Test("A reply of the program is changed into the first version of Aatiko's own")
  func changed() throws {
    var reponses = Reponses.empty
    var mine = try #require(Reponse.provided.first)
    mine.body = "Autre texte"
    mine.version = 1
    try Self.write(&reponses, .write(reponse: mine))
    #expect(reponses.offered.filter { $0.id == mine.id } == [mine])
  }

  @Test("They are Aatiko's alone")
  func rights() {
    for person in Cast.people {
      var reponses = Reponses.empty
      let isOpen =
        (try? Self.write(&reponses, .write(reponse: Self.reponse("x")), by: person)) != nil
      #expect(isOpen == [Cast.superAdmin.id, Cast.facilitator.id].contains(person.id))
    }
  }
}
