import Domain
import Foundation
import Storage
import Testing

@testable import TUI

@Suite("Triage by keys")
struct TriageTests {
  private func desk(
    _ person: Operator = DeskPeople.facilitator, columns: Int = 140,
    on scene: (Desk) throws -> Void = SignalementScene.few
  ) throws -> Desk {
    let desk = try Desk(person, columns: columns)
    try scene(desk)
    desk.press("3")
    return desk
  }

  private func status(_ number: String, in desk: Desk) throws -> SignalementStatus? {
    try desk.signalement(number)?.signalement.status
  }

  @Test("Enter accepts the proposal with its canned reply; the next one is shown at once")
  func accept() throws {
    let desk = try desk()
    #expect(desk.app.signalements.ahead?.signalement.number == "S-1002")
    desk.press("<Entrée>")
    #expect(desk.app.overlay == nil && desk.selectedSignalement == "S-1002", "\(desk.screen)")
    #expect(desk.app.signalements.detail?.signalement.number == "S-1002")
    #expect(desk.toast == "S-1001 : répondu au bailleur. u pour annuler.")
    let done = try #require(try desk.signalement("S-1001"))
    #expect(done.signalement.status == .clos)
    let message = try #require(done.signalement.history.last?.event.message)
    #expect(message.reply?.id == "etat-dossier")
    let text = try #require(done.texts[message.text])
    #expect(text.contains("dossier D-2026-0101") && !text.contains("{"), "\(text)")
    desk.press("<Entrée>")
    #expect(try status("S-1002", in: desk) == .chezBailleur)
  }

  @Test("What a route needs is asked in its short form, already filled as far as it is known")
  func forms() throws {
    let desk = try desk { desk in
      try PatrimoineScene.imported(desk)
      try SignalementScene.few(desk)
    }
    desk.press("j j <Entrée>")
    #expect(desk.app.overlay == nil, "the value was in the message: \(desk.screen)")
    let corrected = try #require(try desk.signalement("S-1003"))
    let request = try #require(corrected.signalement.correction)
    #expect(request.column == "surface_habitable" && request.logement == "LOG-A-104")
    #expect(corrected.texts[request.expected] == "63")
    desk.press("<Fin> <Entrée>")
    #expect(desk.hasTriageForm && desk.screen.contains("▸ Valeur attendue"), "\(desk.screen)")
    desk.press("<Entrée>")
    #expect(desk.hasTriageForm)
    desk.type("612,40")
    desk.press("<Entrée>")
    #expect(try status("S-1006", in: desk) == .correctionDemandee, "\(desk.screen)")
  }

  @Test("What goes to Actimage is read first: without name nor NUR, unless the name is confirmed")
  func ticket() throws {
    let desk = try desk()
    desk.press("j j j <Entrée>")
    #expect(desk.hasTriageForm, "\(desk.screen)")
    #expect(desk.screen.contains("[locataire], NUR 075•••••••••••8901"), "\(desk.screen)")
    desk.press("<Tab> <Tab> <Tab> o")
    #expect(desk.screen.contains("Delphine Roussel, NUR 075•••••••••••8901"), "\(desk.screen)")
    desk.press("n <Entrée>")
    let asked = try #require(try desk.signalement("S-1004"))
    let text = try #require(try desk.store.tickets(of: asked.stream).first).asked.body
    #expect(!text.contains("Roussel") && !text.contains("075011912345678901"), "\(text)")
    #expect(text.contains("erreur 500") && asked.signalement.ticketReason == .dysfonctionnement)
  }

  @Test("A ticket goes back with the act that asked for it; done again, the act asks anew")
  func ticketTakenBack() throws {
    let desk = try desk()
    let stream = Signalement.stream(of: "S-1004")
    desk.press("j j j <Entrée> <Entrée>")
    let body = try #require(try desk.store.tickets(of: stream).first?.asked.body)
    desk.press("u")
    #expect(try desk.store.tickets(of: stream).map(\.course.state) == [.cancelled])
    desk.send(.key(.ctrl("r")))
    let tickets = try desk.store.tickets(of: stream)
    #expect(tickets.count == 2 && tickets.count { $0.course.state == .cancelled } == 1)
    let marker = "Repère habiter"
    #expect(
      tickets.allSatisfy {
        $0.asked.body.components(separatedBy: marker)[0] == body.components(separatedBy: marker)[0]
      })
  }

  @Test("A canned reply with a field that nothing fills is shown, and not sent")
  func missing() throws {
    let desk = try desk()
    desk.press("j j j j <Entrée>")
    #expect(desk.hasTriageForm && desk.screen.contains("{annonce}"), "\(desk.screen)")
    desk.press("<Entrée>")
    #expect(desk.hasTriageForm && desk.screen.contains("Champ à remplir : {annonce}"))
    #expect(try status("S-1005", in: desk) == .aTrier)
    desk.edited = "L'annonce A-20431 est transmise."
    desk.press("<Ctrl-E> <Entrée>")
    #expect(try status("S-1005", in: desk) == .clos, "\(desk.screen)")
  }

  @Test(
    "One key for each other route",
    arguments: [
      ("r <Entrée>", SignalementStatus.clos), ("i <Entrée>", .chezBailleur),
      ("b <Entrée>", .clos), ("M <Entrée>", .aTrier), ("c <Entrée>", .clos),
      ("x <Entrée>", .chezActimage), ("d S-1003 <Entrée>", .doublon), ("t", .aTrier),
    ])
  func keys(_ keys: String, _ expected: SignalementStatus) throws {
    let desk = try desk()
    desk.press("j")
    desk.press(keys)
    #expect(try status("S-1002", in: desk) == expected, "\(desk.screen)")
  }

  @Test("Taking in charge is seen by others, who still may act; the same key lets go")
  func holding() throws {
    let desk = try desk()
    desk.press("t")
    #expect(desk.selectedSignalement == "S-1001" && desk.screen.contains("pris en charge"))
    #expect(desk.app.signalements.counts?[.aMoi] == 1)
    desk.press("t")
    #expect(desk.screen.contains("S-1001 : relâché."), "\(desk.screen)")
    #expect(desk.app.signalements.counts?[.aMoi] == 0)
  }

  @Test("A note is internal unless said otherwise; the linter warns before it is kept")
  func note() throws {
    let desk = try desk()
    desk.press("n")
    desk.type("Elle est malade, NUR 075011912345678901")
    #expect(desk.screen.contains("tenez-vous aux faits"), "\(desk.screen)")
    desk.press("<Entrée>")
    let noted = try #require(try desk.signalement("S-1001"))
    guard case .noteAdded(let note, let isInternal) = noted.signalement.history.last?.event else {
      Issue.record("no note: \(desk.screen)")
      return
    }
    #expect(isInternal && noted.texts[note] == "Elle est malade, NUR 075•••••••••••8901")
    #expect(desk.selectedSignalement == "S-1001" && desk.screen.contains("Elle est malade"))
    #expect(try desk.signalement("S-1001", for: DeskPeople.c1A)?.texts[note] == nil)
  }

  @Test("u takes back step by step over several signalements, Ctrl-R does again in their order")
  func undo() throws {
    let desk = try desk()
    desk.press("<Entrée> <Entrée> b <Entrée>")
    #expect(desk.app.signalements.counts?[.aTrier] == 3)
    desk.press("u")
    #expect(desk.selectedSignalement == "S-1003", "\(desk.screen)")
    #expect(desk.toast?.contains("annulé. Ctrl-R pour refaire.") == true, "\(desk.toast ?? "")")
    desk.press("u u")
    #expect(desk.app.signalements.counts?[.aTrier] == 6 && desk.selectedSignalement == "S-1001")
    desk.press("u")
    #expect(desk.toast?.hasPrefix("Vous n'avez plus d'acte à annuler ici") == true)
    desk.send(.key(.ctrl("r")))
    #expect(try status("S-1001", in: desk) == .clos)
    #expect(try status("S-1002", in: desk) == .aTrier)
    desk.send(.key(.ctrl("r")))
    desk.send(.key(.ctrl("r")))
    #expect(try status("S-1003", in: desk) == .clos)
    desk.send(.key(.ctrl("r")))
    #expect(desk.toast?.hasPrefix("Rien à refaire") == true)
  }

  @Test("Two acts of one kind within a second are taken back one by one")
  func fast() throws {
    let desk = try desk()
    desk.press("b <Entrée> b <Entrée> u")
    #expect(try status("S-1001", in: desk) == .clos && status("S-1002", in: desk) == .aTrier)
    desk.press("u")
    #expect(try status("S-1001", in: desk) == .aTrier)
    desk.send(.key(.ctrl("r")))
    desk.send(.key(.ctrl("r")))
    desk.press("u")
    #expect(try status("S-1001", in: desk) == .clos && status("S-1002", in: desk) == .aTrier)
  }

  @Test("An act on which another rests is told, and the next key goes on to the one before")
  func dependent() throws {
    let desk = try desk()
    desk.press("<Entrée> i <Entrée>")
    #expect(try status("S-1002", in: desk) == .chezBailleur)
    var sealer = try desk.store.sealer()
    let words = sealer.seal("Réglé.", as: .note)
    try SignalementScene.act(
      "S-1002",
      .answerAsBailleur(message: SignalementMessage(words.subject), isQuestion: false), [words],
      in: desk, by: DeskPeople.c1A)
    desk.press("u")
    #expect(
      desk.toast?.contains("S-1002") == true && desk.toast?.contains("passe à l'acte") == true)
    desk.press("u")
    #expect(try status("S-1001", in: desk) == .aTrier)
    #expect(try status("S-1002", in: desk) == .reponseBailleur)
  }

  @Test("The bailleur answers, asks back, resolves or explains; Aatiko does so in its name only")
  func bailleur() throws {
    let desk = try desk(DeskPeople.c1A, on: SignalementScene.asked)
    desk.press("e <Bas>")
    #expect(desk.screen.contains("Expliquer l'inéligibilité"), "\(desk.screen)")
    desk.press("<Entrée>")
    #expect(try status("S-1101", in: desk) == .clos, "\(desk.screen)")
    #expect(desk.selectedSignalement == "S-1002")
    desk.press("i")
    desk.type("Quel logement ?")
    desk.press("<Entrée>")
    #expect(try status("S-1002", in: desk) == .reponseBailleur)
    desk.press("r")
    #expect(desk.screen.contains("attendu « 63 »"), "\(desk.screen)")
    desk.type("Fait.")
    desk.press("<Entrée>")
    #expect(try status("S-1003", in: desk) == .correctionAnnoncee, "\(desk.screen)")
    #expect(desk.screen.contains("Aatiko n'attend aucune réponse de vous."))
    let aatiko = try self.desk(on: SignalementScene.asked)
    aatiko.press(":S-1002 <Entrée> m")
    #expect(aatiko.screen.contains("Répondre à Aatiko (au nom du bailleur)"), "\(aatiko.screen)")
  }

  @Test("An act that is not one's own is refused, with whose it is")
  func rights() throws {
    let desk = try desk(DeskPeople.c1A, on: SignalementScene.asked)
    desk.press("j p")
    #expect(
      desk.app.overlay == nil && desk.toast?.contains("revient à") == true, "\(desk.toast ?? "")")
    desk.press("R")
    #expect(desk.toast == "Les réponses types reviennent à Aatiko.")
    let gie = try self.desk(DeskPeople.gie, on: SignalementScene.asked)
    gie.press("r")
    #expect(gie.app.overlay == nil && gie.toast != nil)
  }

  @Test("A signalement is recorded by hand, under a number of the program's")
  func register() throws {
    let desk = try desk()
    desk.press("+ <Tab> h <Tab> <Tab> <Tab> <Tab>")
    desk.type("M. Perrin")
    desk.press("<Tab> <Tab> <Tab>")
    desk.type("Il appelle pour son mot de passe.")
    desk.press("<Entrée>")
    #expect(desk.app.overlay == nil, "\(desk.screen)")
    let number = try #require(desk.selectedSignalement)
    #expect(number.hasPrefix("S-260324-") && number.count == 13)
    #expect(desk.screen.contains("Message de M. Perrin") && desk.screen.contains("téléphone"))
    let kept = try #require(try desk.signalement(number))
    #expect(kept.signalement.reception?.isRegistered == true && kept.proposal?.route == .actimage)
  }

  @Test("Canned replies: chosen in a list, written, changed, withdrawn")
  func replies() throws {
    let desk = try desk()
    desk.press("R")
    desk.type("mode")
    desk.press("<Entrée>")
    #expect(desk.hasTriageForm && desk.screen.contains("Mode d'emploi"), "\(desk.screen)")
    desk.press("<Échap> :reponses <Entrée> +")
    desk.type("Salutations")
    desk.edited = "Bonjour,\nVotre {locataire} a écrit. {inconnu}"
    desk.press("<Tab> <Tab> <Ctrl-E> <Entrée>")
    #expect(desk.screen.contains("n'est pas un champ"), "\(desk.screen)")
    desk.edited = "Bonjour,\nVotre locataire {locataire} a écrit."
    desk.press("<Ctrl-E> <Entrée>")
    #expect(desk.toast == "Réponse type « Salutations » enregistrée.", "\(desk.screen)")
    let reply = try #require(try desk.store.reponses().offered.first { $0.id == "salutations" })
    #expect(reply.version == 1)
    desk.press("<Fin> <Début>")
    while desk.app.sheet?.replies?.selected?.id != "salutations" { desk.press("j") }
    desk.press("<Entrée>")
    desk.type(" d'usage")
    desk.press("<Entrée> x")
    #expect(desk.screen.contains("retirée"), "\(desk.screen)")
    #expect(try desk.store.reponses().offered.allSatisfy { $0.id != "salutations" })
    #expect(try desk.store.reponses().versions["salutations"]?.count == 2)
  }

  @Test("On a small screen Enter opens first, and accepts what is seen")
  func small() throws {
    let desk = try Desk(DeskPeople.facilitator, columns: 80, rows: 24)
    try SignalementScene.few(desk)
    desk.press("3 <Entrée>")
    #expect(try status("S-1001", in: desk) == .aTrier)
    #expect(desk.app.place == .signalement && desk.screen.contains("Entrée accepte"))
    desk.press("<Entrée>")
    #expect(try status("S-1001", in: desk) == .clos)
    #expect(desk.screen.contains("S-1002 · signalement"), "\(desk.screen)")
  }

  @Test("The palette has the acts of the one selected; the menu dims those that are closed")
  func palette() throws {
    let desk = try desk()
    desk.press(":rouvrir")
    let entry = try #require(desk.app.palette?.selected)
    #expect(entry.target == .action(.signalement(.reopen)) && entry.closedBecause != nil)
    desk.press("<Échap> m")
    #expect(desk.screen.contains("S-1001 · actes") && desk.screen.contains("Désolidariser"))
    desk.press("K <Fin> <Entrée>")
    #expect(try desk.signalement("S-1001")?.signalement.category == .autre, "\(desk.screen)")
  }
}

extension Sheet {
  fileprivate var replies: ReponsesSheet? {
    if case .triage(.reponses(let sheet)) = self { sheet } else { nil }
  }
}
