import Domain
import Storage
import Testing

@testable import TUI

@Suite("agir does what the forms do, and refuses what they refuse")
struct ActCommandTests {
  private let desk: CommandDesk

  init() throws { desk = try CommandDesk() }

  private func act(
    _ words: String..., as profile: DemoProfile = .contact1, input: [String] = []
  ) -> CommandDesk.Result {
    desk.run(["agir"] + words, as: profile, input: input)
  }

  @Test("An act is recorded and told; a trial tells the same and records nothing")
  func trial() throws {
    let before = try desk.dossier("D-2026-0102").history.count
    let trial = act("D-2026-0102", "valider-pre-instruction", "--essai")
    #expect(trial.code == .success && trial.err.contains("rien n'a été enregistré"))
    #expect(try desk.dossier("D-2026-0102").history.count == before)
    let done = act("D-2026-0102", "valider-pre-instruction")
    #expect(done.code == .success && done.out == trial.out && done.err.isEmpty)
    #expect(done.out.hasPrefix("D-2026-0102 : Pré-instruction validée (volet A, Habitat des"))
    #expect(try desk.dossier("D-2026-0102").history.count == before + 1)
    let undone = act("D-2026-0102", "annuler-acte")
    #expect(undone.out.hasPrefix("D-2026-0102 : Acte annulé."))
    #expect(try desk.dossier("D-2026-0102")[.a]?.preValidatedOn == nil)
  }

  @Test("What the domain refuses is refused in its words, with exit code 1")
  func refused() throws {
    let screen = try Desk(DeskPeople.c1A)
    let stream = try #require(try screen.store.dossiers.stream(ofReference: "D-2026-0101"))
    let catalogue = ActCatalogue(
      dossier: try screen.store.dossier(stream), world: screen.app.world)
    let why = try #require(catalogue.entry(.validatePreInstruction).refusal)
    for trial in [[], ["--essai"]] {
      let result = desk.run(["agir", "D-2026-0101", "valider-pre-instruction"] + trial)
      #expect(result.code == .refused && result.out.isEmpty)
      #expect(result.err.hasPrefix("habiter : \(why.message)"))
    }
    let other = act("D-2026-0102", "valider-pre-instruction", "--volet", "B")
    #expect(other.code == .refused && other.err.contains("Bailleur Bélier"))
  }

  @Test("The volet must be said when the act is open on both")
  func volet() throws {
    let which = act("D-2026-0116", "valider-pre-instruction")
    #expect(which.code == .usage)
    #expect(which.err.contains("--volet : tous (tous les volets), A (volet A · Habitat"))
    #expect(act("D-2026-0116", "valider-pre-instruction", "volet=A").err.contains("--volet"))
    let both = act("D-2026-0116", "valider-pre-instruction", "--volet", "tous")
    #expect(both.code == .success && both.lines.count == 3)
    #expect(act("D-2026-0102", "note", "note=x", "--volet", "A").code == .usage)
    let alone = act("D-2026-0103", "valider-pre-instruction", "--volet", "tous")
    #expect(alone.code == .usage && alone.err.contains("que sur le volet A"))
  }

  @Test("In a bailleur's name, the reason is asked for and kept")
  func onBehalf() throws {
    let words = ["agir", "D-2026-0102", "valider-pre-instruction", "--volet", "B"]
    let missing = desk.run(words, as: .facilitateur)
    #expect(missing.code == .usage && missing.err.contains("au_nom_de : texte"))
    #expect(desk.run(words + ["au_nom_de=téléphone"], as: .facilitateur).code == .success)
    let signature = try desk.dossier("D-2026-0102").history.last?.signature
    #expect(signature?.onBehalf?.organisation == DeskPeople.bailleurB)
  }

  @Test("A day is never taken from the proposal; a gap asks for its motive by the field's name")
  func days() throws {
    let missing = act("D-2026-0105", "fixer-caleol")
    #expect(missing.code == .usage && missing.err.contains("date : date"))
    #expect(act("D-2026-0105", "fixer-caleol", "date=31/02/2026").code == .usage)
    let far = act("D-2026-0105", "fixer-caleol", "date=+60")
    #expect(far.code == .refused && far.err.hasPrefix("habiter : motif_ecart : "))
    let near = act("D-2026-0105", "fixer-caleol", "date=+12")
    #expect(near.code == .success && near.out.contains("CALEOL fixée au 05/04/2026"))
  }

  @Test("A NUR and a note come by the standard input, and the NUR in a note is masked")
  func standardInput() throws {
    let nur = act("D-2026-0101", "saisir-nur", "nur=-", input: ["075032600099 9GDPUB"])
    #expect(nur.code == .success, "\(nur.err)")
    let note = act(
      "D-2026-0101", "note", "note=-", "visibilite=tous",
      input: ["Joint.", "0750326000202GDPUB"])
    #expect(note.code == .success && note.err.contains("Attention, note :"))
    let history = desk.run(["dossier", "D-2026-0101"]).out
    #expect(history.contains("Joint.") && !history.contains("0750326000202"))
    #expect(act("D-2026-0101", "note", "note=-", "visibilite=-").code == .usage)
  }

  @Test("A NUR in clear is refused")
  func revealing() throws {
    let before = try desk.dossier("D-2026-0102").history.count
    let result = act("D-2026-0102", "montrer-nur")
    #expect(result.code == .refused && result.err.contains("que dans le programme"))
    #expect(try desk.dossier("D-2026-0102").history.count == before)
  }

  @Test("A dossier is created, its choices by their names")
  func creation() throws {
    var words = ["agir", "nouveau", "creer", "bailleur_B=bélier", "contact1_B=petit"]
    for side in ["A", "B"] {
      words += [
        "logement_\(side)=LOG-\(side)-X", "typologie_\(side)=t3", "code_insee_\(side)=93048",
        "commune_\(side)=Montreuil", "locataire_\(side)=Dupont",
      ]
    }
    let short = desk.run(words.filter { !$0.hasPrefix("locataire_B") })
    #expect(short.code == .usage && short.err.contains("locataire_B : texte"))
    #expect(desk.run(words + ["--essai"]).code == .success)
    #expect(try desk.dossier("D-2026-0122").history.isEmpty)
    let done = desk.run(words + ["--json"])
    #expect(done.out.contains(#""acte":"creer","essai":false"#), "\(done.err)")
    let dossier = try desk.dossier("D-2026-0122")
    #expect(dossier.volets.map(\.contacts[.contact1]) == [DeskPeople.c1A.id, DeskPeople.c1B.id])
    let engaged = desk.run(words + ["--essai"])
    #expect(engaged.code == .refused && engaged.err.contains("déjà engagé"))
    #expect(desk.run(words, as: .contact2).err.contains("revient"))
  }

  @Test(
    "What is not understood says what is expected, with exit code 2",
    arguments: [
      (["D-2026-0102", "valider-pre-instuction"], "« valider-pre-instruction »"),
      (["D-2026-0102", "note", "texte"], "CHAMP=VALEUR"),
      (["D-2026-0102", "note", "nte=x"], "Champs : note, visibilite."),
      (["D-2026-0102", "note", "note=x", "note=y"], "deux fois"),
      (["D-2026-0102", "note", "note=x", "visibilite=amis"], "Valeurs : "),
      (["D-2026-0102", "relancer", "--volet", "C"], "A, B, tous"),
      (["D-2026-0102", "creer"], "nouveau creer"), (["nouveau", "note"], "nouveau creer"),
      (["nouveau"], "nouveau creer"), (["D-2026-0102", "--essai"], "Il manque l'acte"), ([], "RÉF"),
    ])
  func usage(words: [String], expected: String) {
    let result = desk.run(["agir"] + words)
    #expect(result.code == .usage && result.out.isEmpty)
    #expect(result.err.contains(expected), "\(result.err)")
  }

  @Test("Acts and fields are listed without an act being done")
  func listing() throws {
    let acts = act("D-2026-0102").out
    #expect(acts.contains("  valider-pre-instruction  Valider la pré-instruction (volet A)\n"))
    #expect(acts.contains("  saisir-nur               Le NUR est déjà saisi."))
    #expect(!acts.contains("montrer-nur"))
    let fields = act("D-2026-0105", "fixer-caleol", "--champs").out
    #expect(fields.contains("à donner ; le formulaire propose 03/04/2026"))
    #expect(fields.contains("seance_tenue : oui ou non ; par défaut : non"))
    #expect(act("D-2026-0102", "valider-pre-instruction", "--champs").out.contains("ne demande"))
  }

  @Test("While another program writes, an act ends on 5 and a trial still answers")
  func occupied() throws {
    let other = try Store(desk.location, for: .writing)
    let refused = act("D-2026-0102", "valider-pre-instruction")
    #expect(refused.code == .occupied && refused.out.isEmpty, "\(refused.err)")
    #expect(act("D-2026-0102", "valider-pre-instruction", "--essai").code == .success)
    #expect(desk.run(["dossiers", "--retard"]).code == .success)
    other.close()
    #expect(act("D-2026-0102", "valider-pre-instruction").code == .success)
  }

  @Test("Every act has its word, and no two the same")
  func words() {
    let words = DossierAct.allCases.map(\.word)
    #expect(Set(words).count == words.count)
    let letters = words.allSatisfy { word in word.allSatisfy { $0.isLowercase || $0 == "-" } }
    #expect(letters)
  }
}
