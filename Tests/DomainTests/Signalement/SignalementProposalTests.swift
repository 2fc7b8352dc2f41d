import Testing

@testable import Domain

@Suite("The route proposed for a signalement, with its reason")
struct SignalementProposalTests {
  private static func proposal(
    _ message: String, _ category: SignalementCategory = .autre, isRegistered: Bool = true,
    _ change: (inout SignalementSituation) -> Void = { _ in }
  ) throws -> SignalementProposal? {
    let desk = try SignalementDesk { reception in
      reception.category = category
      reception.isRegistered = isRegistered
    }
    var situation = SignalementSituation(message: message)
    change(&situation)
    return desk.signalement.proposal(in: situation)
  }

  @Test(
    "What the message says decides",
    arguments: [
      (
        "Le site affiche erreur 500 et une page blanche", SignalementCategory.connexion,
        SignalementRoute.actimage, "« erreur 500 »"
      ),
      (
        "Je n'arrive plus à ME CONNECTER, le mot de passe est refusé", .autre, .actimage,
        "« mot de passe »"
      ),
      ("La SURFACE est fausse, mon bail dit 63", .logement, .correction, "« surface »"),
      ("Mon étage est faux dans l'annonce depuis toujours", .annonce, .correction, "« étage »"),
      (
        "Une annonce demande de l'argent contre l'échange", .comportement, .moderation,
        "« demande de l'argent »"
      ),
      ("Bonjour problème svp", .autre, .investigation, "3 mots"),
      (
        "Je souhaite vous faire part de tout ce que je pense de la vie", .autre, .investigation,
        "Aucun mot connu"
      ),
    ])
  func words(
    message: String, category: SignalementCategory, route: SignalementRoute, reason: String
  ) throws {
    let proposal = try #require(try Self.proposal(message, category))
    #expect(proposal.route == route)
    #expect(proposal.reason.contains(reason), "\(proposal.reason)")
  }

  @Test("A word counts from its beginning: « débug » is no bug")
  func beginnings() throws {
    let proposal = try Self.proposal("Le débugage de ma vie ne regarde que moi, merci")
    #expect(proposal?.route == .investigation)
  }

  @Test("Who is not registered goes back to the bailleur, whatever the message says")
  func unregistered() throws {
    let proposal = try Self.proposal("erreur 500", isRegistered: false)
    #expect(proposal?.route == .renvoi)
    #expect(proposal?.certainty == .sure)
  }

  @Test("The same message still open makes it a duplicate; a dossier that is known, an answer")
  func surroundings() throws {
    let link = SignalementLink(stream: "s", number: "S-7")
    let twice = try Self.proposal("Où en est mon dossier ?") { $0.sameWords = link }
    #expect(twice?.route == .doublon)
    #expect(twice?.original == link)
    let dossier = try Self.proposal("Où en est mon dossier ?", .dossier) {
      $0.dossier = ("D-2026-0412", "en instruction")
    }
    #expect(dossier?.route == .reponse)
    #expect(dossier?.reason.contains("D-2026-0412 est en instruction") == true)
  }

  @Test("A correction names its column, and a file that is late")
  func correction() throws {
    let proposal = try Self.proposal("La surface est fausse", .logement) { $0.patrimoine = .late }
    #expect(proposal?.column == .surface)
    #expect(proposal?.reason.contains("en retard") == true)
  }

  @Test("What is not Aatiko's turn has no proposal; what came back is passed on")
  func turns() throws {
    var desk = try SignalementDesk()
    try desk.act(.askActimage(reason: .technique, message: .words), by: Cast.facilitator)
    #expect(desk.signalement.proposal(in: SignalementSituation(message: "x")) == nil)
    try desk.act(.openTicket(request: "c2", number: 1), by: Cast.actimage)
    try desk.act(
      .followTicket(request: "c2", status: "Fermé", isClosed: true, note: nil), by: Cast.actimage)
    #expect(desk.signalement.proposal(in: SignalementSituation(message: "x"))?.route == .reponse)
  }
}
