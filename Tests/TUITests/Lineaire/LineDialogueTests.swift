import Domain
import Foundation
import Testing

@testable import Storage
@testable import TUI

@Suite("The program line by line says all in sentences, and does all by numbers and words")
struct LineDialogueTests {
  private let desk: CommandDesk

  init() throws { desk = try CommandDesk() }

  /// What the program says to somebody who types these lines and no more.
  private func talk(
    _ typed: [String], as person: Operator = DeskPeople.c1A, for purpose: StorePurpose = .work,
    shared: SharedAddress? = nil
  ) throws -> [String] {
    var told = ""
    var rest = typed[...]
    let now = DeskStore.moment(on: DeskStore.today)
    let shell = Shell(
      environment: [:], clock: { now }, write: { told += $0 }, report: { told += $0 + "\n" },
      readLine: { rest.popFirst() }, columns: nil, isWatched: false)
    let store = try Store(desk.location, for: purpose)
    try LineDialogue(
      store: store, session: Session(actor: person) { now }, shared: shared, shell: shell
    ).run()
    return told.split(separator: "\n").map(String.init)
  }

  /// The number under which an act of a dossier is offered.
  private func number(_ act: String, _ reference: String, as person: Operator) throws -> String {
    let line = try talk([reference], as: person).first { $0.contains(". \(act)") }
    return String(try #require(line, "\(act) is not offered").prefix { $0 != "." })
  }

  private func does(
    _ act: String, on reference: String, _ answers: [String],
    as person: Operator = DeskPeople.c1A
  ) throws -> [String] {
    try talk([reference, try number(act, reference, as: person)] + answers, as: person)
  }

  @Test("Queues have their counts, a queue its dossiers, and one leaves by a word or the end")
  func queues() throws {
    let told = try talk(["2", "1", "retour", "retour", "quitter", "1"])
    #expect(told.first?.hasPrefix("habiter, ligne par ligne. Nous sommes le mardi 24 mars") == true)
    #expect(told.contains("2. En retard : 4 dossiers"))
    #expect(told.contains("En retard : 4 dossiers, 1 à 4."))
    let first = "1. D-2026-0119, en pré-instruction, Bailleur Bélier, en retard de 23 jours, "
    #expect(
      told.contains { $0.hasPrefix(first) && $0.hasSuffix("doit agir : les deux, contact 1.") })
    #expect(told.contains("D-2026-0119, en pré-instruction."))
    #expect(told.last == "Au revoir.")
    #expect(try talk([]).last == "Au revoir.")
  }

  @Test("The mails are told from anywhere, and decided on by words")
  func mails() throws {
    let empty = try talk(["envois"])
    #expect(empty.contains("Aucun courriel n'a été écrit sur ce poste."))
    let store = try Store(desk.location)
    try MailScene.fill(store)
    store.close()
    let told = try talk(["envois", "4", "parti", "renvoyer", "9", "retour"])
    #expect(told.contains("Courriels à décider : 2. « envois » les dit."))
    #expect(told.contains("Démonstration : aucun courriel ne part d'ici."))
    #expect(told.contains { $0.hasPrefix("5. incertain, à R. Informatique <si4@bailleur-4.") })
    #expect(told.contains("Pièce jointe : rapport-3.csv."))
    #expect(told.contains { $0.hasPrefix("Refusé. Ce courriel est refusé : seul un envoi") })
    #expect(told.contains("Courriel 4 : en attente."))
    #expect(told.contains { $0.hasPrefix("« 9 » n'est pas le numéro d'un courriel.") })
  }

  @Test("The patrimoines are told by tens, and a bailleur's account in sentences")
  func patrimoines() throws {
    let store = try Store(desk.location)
    try PatrimoineScene.fill(store)
    store.close()
    let told = try talk(["patrimoine", "1", "2", "suite", "retour"], as: DeskPeople.gie)
    #expect(told.contains("Patrimoine : 40 bailleurs, 1 à 10."))
    #expect(
      told.contains { $0.hasPrefix("1. ") && $0.contains("en retard, accepté le 08/01/2026") })
    #expect(
      told.contains { $0.hasPrefix("En retard : aucun fichier accepté depuis le 08/01/2026") })
    #expect(told.contains { $0.hasPrefix("Erreur PAT-L42, ") && $0.contains("402 lignes") })
    #expect(told.contains { $0.hasPrefix("Étape 6, Documentation lue, bailleur : pas encore") })
    #expect(told.contains { $0.hasPrefix("11. ") })
    let own = try talk(["retour", "1"], as: PatrimoineScene.referent)
    #expect(own.contains("Patrimoine : 1 bailleur, 1 à 1."))
    #expect(own.count { $0 == "Quel bailleur ?" } == 1 && own.last == "Au revoir.")
    let nobody = try talk(["patrimoine"])
    #expect(nobody.contains { $0.contains("sont ouverts à : pilote") })
  }

  @Test("A long queue is told by tens, and a filter narrows it")
  func pages() throws {
    let told = try talk(["14", "suite", "precedents", "filtre société", "1"])
    #expect(told.contains { $0.hasPrefix("Tous les ouverts : ") && $0.hasSuffix(", 1 à 10.") })
    #expect(told.contains { $0.hasPrefix("11. D-2026-") })
    #expect(told.contains { $0.contains("filtre « societe » : 1 dossier, 1 à 1.") })
    #expect(told.contains("D-2026-0118, en pré-instruction."))
  }

  @Test("A dossier tells who must act, since when, until when and how late, then both volets")
  func dossier() throws {
    let told = try talk(["d-2026-0103"])
    #expect(told.contains { $0.hasPrefix("En retard de 5 jours : Habitat des Coteaux (contact 1") })
    #expect(
      told.contains(
        "Attendu du volet A, Habitat des Coteaux, contact 1, C. Martin : valider la "
          + "pré-instruction, depuis le 12/03/2026, au plus tard le 19/03/2026, "
          + "en retard de 5 jours."
      ))
    for volet in ["A", "B"] {
      #expect(told.contains { $0.hasPrefix("Volet \(volet), ") && $0.contains("logement T") })
      let steps = "Étapes du volet \(volet) : NUR : fait le 12/03 ; pré-instruction : en retard, "
      #expect(told.contains { $0.hasPrefix(steps + "due le 19/03 ; instruction : pas encore") })
    }
    #expect(told.contains { $0.hasPrefix("Délais, pré-instruction, Habitat") })
    let more = try talk(["D-2026-0103", "pourquoi", "historique", "fermes"])
    #expect(more.contains("Hors délai") && more.contains { $0.contains("NUR saisi") })
    #expect(more.contains { $0.hasPrefix("Saisir le NUR : Le NUR est déjà saisi.") })
    #expect(try talk(["D-2026-0117"]).contains { $0.hasPrefix("Aucun dossier D-2026-0117") })
  }

  @Test("No sign, no colour and no cursor in all that is told of any dossier, to anybody")
  func noSigns() throws {
    let people = [DeskPeople.c2A, DeskPeople.facilitator]
    let asked = DeskDossier.all.flatMap { [$0.reference, "pourquoi", "historique", "fermes"] }
    let lists = ["files", "1", "files", "2", "files", "3", "files", "7"]
    for person in people {
      let told = try talk(asked + lists, as: person)
      let signs: Set<Character> = ["✓", "✗", "~", "·", "⇄", "→", "⇅", "•", "≤", "\u{1B}", "\u{7}"]
      let bad = told.filter { !signs.isDisjoint(with: $0) || $0.contains(" ! ") || $0 == " " }
      #expect(bad.isEmpty, "\(bad.prefix(5))")
    }
  }

  @Test("An act asks the form's questions, says its effect and is recorded once confirmed")
  func act() throws {
    let told = try does("Valider la pré-instruction", on: "D-2026-0102", ["peut-être", "oui"])
    #expect(told.contains { $0.hasPrefix("Ensuite : ") })
    #expect(told.count { $0 == "Enregistrer ? oui ou non." } == 2)
    #expect(told.contains { $0.hasPrefix("Enregistré. D-2026-0102 : Pré-instruction validée") })
    #expect(try desk.dossier("D-2026-0102")[.a]?.preValidatedOn == DeskStore.today)
    let undone = try does("Annuler mon dernier acte", on: "D-2026-0102", ["", "oui"])
    #expect(undone.contains { $0.hasPrefix("Acte à annuler : Pré-instruction validée") })
    #expect(try desk.dossier("D-2026-0102")[.a]?.preValidatedOn == nil)
  }

  @Test("An answer that is not understood is asked again; a refusal goes back to its question")
  func refusals() throws {
    let told = try does(
      "Fixer la date de CALEOL", on: "D-2026-0105",
      ["31/02", "+60", "", "", "", "2", "", "oui"])
    #expect(told.contains("Question 1 sur 4. Date de la CALEOL."))
    #expect(told.contains { $0.hasPrefix("Proposé, par Entrée seule : 03/04/2026") })
    #expect(
      told.contains { $0.hasPrefix("Refusé. ") }
        && told.contains { $0.hasPrefix("Question à revoir. Motif si écart supérieur à 8 jours") })
    let dossier = try desk.dossier("D-2026-0105")
    #expect(dossier[.a]?.caleol?.date == DeskStore.today + 60, "\(told.suffix(20))")
  }

  @Test("An act abandoned, refused or cut short by the end of the input records nothing")
  func abandoned() throws {
    let before = try desk.dossier("D-2026-0105").history.count
    let answers = ["+12", "", "", "", "oui"]
    for count in 0..<answers.count {
      let cut = Array(answers.prefix(count))
      #expect(try does("Fixer la date de CALEOL", on: "D-2026-0105", cut).last == "Au revoir.")
      let left = try does("Fixer la date de CALEOL", on: "D-2026-0105", cut + ["Abandonner"])
      #expect(left.contains("Acte abandonné : rien n'a été enregistré."))
    }
    let no = try does("Fixer la date de CALEOL", on: "D-2026-0105", answers.dropLast() + ["non"])
    #expect(no.contains("Acte abandonné : rien n'a été enregistré."))
    #expect(try desk.dossier("D-2026-0105").history.count == before)
  }

  @Test("A dossier is created, then told; choices go by their number or their name")
  func creation() throws {
    let volet = ["T3", "93048", "Montreuil", "Dupont"]
    let told = try talk(
      ["creer", "", "", "LOG-X"] + volet + ["", "-"] + ["bélier", "LOG-Y"] + volet
        + ["petit", "", "oui"])
    #expect(told.contains("D-2026-0122, en constitution."), "\(told.suffix(12))")
    let dossier = try desk.dossier("D-2026-0122")
    #expect(dossier.volets.map(\.contacts[.contact1]) == [DeskPeople.c1A.id, DeskPeople.c1B.id])
  }

  /// Fixes a day for volet A, which a colleague has fixed otherwise meanwhile.
  private func loseSession() throws {
    _ = try does("Fixer la date de CALEOL", on: "D-2026-0105", ["+8", "", "", "", "oui"])
    let store = try Store(desk.location)
    defer { store.close() }
    try store.loseLastAct(
      to: .scheduleCaleol(volet: .a, date: DeskStore.today + 13, held: false, gapReason: nil))
  }

  @Test("A conflict is told, then done again by the questions of its form")
  func conflictRedone() throws {
    try loseSession()
    let told = try talk(["sync", "1", "refaire", "2", "", "", "", "", "oui", "regles"])
    #expect(told.contains("1 conflit à régler. « sync » dit pourquoi et que faire."))
    #expect(told.contains("Poste seul : il ne suit aucune base partagée."))
    #expect(told.contains("1. D-2026-0105, CALEOL fixée au 01/04/2026, volet A, à régler."))
    #expect(told.contains("Ce que vous aviez fait"))
    #expect(told.contains { $0.hasPrefix("24/03/2026 10:05 CALEOL fixée au 06/04/2026 (volet A") })
    #expect(told.contains("Proposé, par Entrée seule : 01/04/2026."))
    #expect(told.contains { $0.hasPrefix("Enregistré. D-2026-0105 : CALEOL reportée au 01/04") })
    #expect(told.contains("C'est noté.") && told.contains("Aucun conflit à régler."))
    #expect(told.contains("D-2026-0105, CALEOL fixée au 01/04/2026, volet A, refait."))
    #expect(try desk.dossier("D-2026-0105")[.a]?.caleol?.date == DeskStore.today + 8)
  }

  @Test("A conflict is left for later, or given up with a reason")
  func conflictDropped() throws {
    try loseSession()
    let told = try talk(
      ["sync", "1", "plus-tard", "1", "abandonner", " ", "abandonner", "Vu avec É. Roche.", "sync"])
    #expect(told.contains { $0.hasSuffix("volet A, pour plus tard.") })
    #expect(told.contains { $0.hasPrefix("Refusé. Le motif manque.") })
    #expect(told.contains("Aucun conflit à régler."))
    let store = try Store(desk.location)
    defer { store.close() }
    #expect(try store.settledConflicts(limit: 1).first?.note == "Vu avec É. Roche.")
  }

  @Test("A shared database that is not there is told, and the work goes on")
  func unreachable() throws {
    let told = try talk(
      ["sync", "retour", "1"], shared: SharedAddress("sqlite:/nulle/part/bourse.sqlite"))
    #expect(told.contains { $0.hasPrefix("Hors ligne depuis le 24/03/2026") || $0 == "Hors ligne" })
    #expect(told.contains { $0.contains("Il n'y a pas de base partagée à cette adresse") })
    #expect(told.contains { $0.hasPrefix("À faire par moi : ") })
  }

  @Test("A NUR in clear is told after its consultation is journaled")
  func revealing() throws {
    let told = try does("Montrer le NUR", on: "D-2026-0102", [])
    #expect(told.contains { $0.hasPrefix("NUR du volet A, consultation journalisée à votre nom") })
    #expect(try desk.dossier("D-2026-0102").history.last?.event.kind.contains("evealed") == true)
  }

  @Test("When nothing may be written, no act is offered and the reason is told")
  func reading() throws {
    let told = try talk(["D-2026-0102", "1"], for: .reading)
    #expect(told.count { $0.contains("Lecture seule : vous l'avez choisie.") } >= 2)
    #expect(!told.contains("Actes possibles :"))
  }
}
