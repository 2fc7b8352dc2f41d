import Domain
import Testing

@testable import TUI

@Suite("A form says the rule, and asks for what the rule wants")
struct ActRulesTests {
  private let today = DeskStore.today

  @Test("A gap of 9 days between the CALEOL needs its motive")
  func gapOfNine() throws {
    let desk = try Desk()
    desk.open("D-2026-0105")
    desk.press("c <Ctrl-U> +19")
    #expect(desk.screen.contains("Écart de 9 jours"))
    desk.press("<Entrée>")
    #expect(desk.commands.isEmpty)
    desk.press("<Tab> <Tab> E1 <Entrée>")
    #expect(
      desk.commands == [
        .scheduleCaleol(
          volet: .a, date: today + 19, held: false, gapReason: Reason(.calendrierCommission))
      ])
    #expect(try desk.dossier("D-2026-0105").caleolGap(under: .default)?.days == 9)
  }

  @Test("A gap of exactly 8 days needs none")
  func gapOfEight() throws {
    let desk = try Desk()
    desk.open("D-2026-0105")
    desk.press("c <Ctrl-U> +18 <Entrée>")
    #expect(
      desk.commands == [
        .scheduleCaleol(volet: .a, date: today + 18, held: false, gapReason: nil)
      ])
  }

  @Test("A decision under condition needs its piece and its limit, and is lifted later")
  func condition() throws {
    let desk = try Desk()
    desk.open("D-2026-0107")
    desk.press("d c <Entrée>")
    #expect(desk.commands.isEmpty)
    #expect(desk.screen.contains("Choisissez la pièce"))
    desk.press("<Tab> <Tab> avis <Tab> +8 <Entrée>")
    #expect(
      desk.commands == [
        .enterDecision(
          volet: .a, decision: .conditional(piece: .avisImposition, limit: today + 8),
          session: nil, gapReason: nil)
      ])
    desk.press("d")
    #expect(desk.screen.contains("Lever la condition"))
    desk.press("<Entrée>")
    #expect(desk.commands == [.liftCondition(volet: .a, on: today)])
    #expect(try desk.dossier("D-2026-0107")[.a]?.effectiveOn == today)
  }

  @Test("A facilitator acts in a bailleur's name, and says why")
  func onBehalf() throws {
    let desk = try Desk(DeskPeople.facilitator)
    desk.open("D-2026-0102")
    desk.press("v")
    #expect(desk.screen.contains("Au nom du bailleur"))
    desk.press("<Entrée>")
    #expect(desk.commands.isEmpty)
    desk.type("à sa demande, absence")
    desk.press("<Entrée>")
    let last = try #require(try desk.dossier("D-2026-0102").history.last)
    #expect(last.event == .preInstructionValidated(volet: .a))
    #expect(last.signature.onBehalf?.organisation == DeskPeople.bailleurA)
  }

  @Test("An undo proposes its reason, and gives the state before")
  func undo() throws {
    let desk = try Desk()
    desk.open("D-2026-0102")
    desk.press("v <Entrée>")
    #expect(desk.toast?.hasSuffix("u pour annuler.") == true)
    #expect(try desk.dossier("D-2026-0102")[.a]?.preValidatedOn == today)
    desk.press("u")
    #expect(desk.screen.contains("Acte à annuler : Pré-instruction validée"))
    desk.press("<Entrée>")
    #expect(try desk.dossier("D-2026-0102")[.a]?.preValidatedOn == nil)
  }

  @Test("The act just recorded is the one taken back, though the list has gone on")
  func undoFromTheList() throws {
    let desk = try Desk()
    desk.press("2 j")
    #expect(desk.selected == "D-2026-0103")
    desk.press("v <Entrée>")
    #expect(desk.selected != "D-2026-0103")
    desk.press("u")
    #expect(desk.screen.contains("D-2026-0103 · Annuler un acte"))
    desk.press("<Entrée>")
    #expect(try desk.dossier("D-2026-0103")[.a]?.preValidatedOn == nil)
  }

  @Test("Nothing to undo is said")
  func nothingToUndo() throws {
    let desk = try Desk(DeskPeople.otherA)
    desk.open("D-2026-0102")
    desk.press("u")
    #expect(desk.toast == "Vous n'avez aucun acte à annuler sur ce dossier.")
  }

  @Test(
    "A closed act says whose it is or what is missing",
    arguments: [
      (
        DeskPeople.c2A, "D-2026-0102", "v",
        "Vous êtes contact 2 : la pré-instruction revient au contact 1."
      ),
      (
        DeskPeople.c1A, "D-2026-0113", "x",
        "Vous êtes contact 1 : la clôture du volet revient au contact 2."
      ),
      (
        DeskPeople.c1A, "D-2026-0101", "v",
        "Il manque le NUR du volet A. La pré-instruction commence quand les deux NUR sont saisis."
      ),
      (
        DeskPeople.c1A, "D-2026-0115", "v",
        "Le dossier est clos depuis le 23/03/2026. Aatiko peut le rouvrir jusqu'au 22/04/2026."
      ),
    ])
  func closed(_ person: Operator, _ reference: String, _ key: String, _ why: String) throws {
    let desk = try Desk(person)
    desk.open(reference)
    desk.press(key)
    #expect(desk.toast == why)
    #expect(!desk.hasForm)
  }

  @Test("« a » opens the form of the next act")
  func nextAct() throws {
    let desk = try Desk()
    for (reference, title) in [
      ("D-2026-0101", "Saisir le NUR"), ("D-2026-0102", "Valider la pré-instruction"),
      ("D-2026-0104", "Valider l'instruction"), ("D-2026-0105", "Fixer la date de CALEOL"),
    ] {
      desk.open(reference)
      desk.press("a")
      #expect(desk.screen.contains("\(reference) · \(title)"), "\(desk.toast ?? "")")
      desk.press("<Échap>")
    }
  }

  @Test("A NUR is masked, shown on request, and each consultation journaled")
  func revealed() throws {
    let desk = try Desk()
    desk.open("D-2026-0102")
    #expect(desk.screen.contains("NUR 075•••••••••••DPUB") || desk.screen.contains("075•"))
    #expect(!desk.screen.contains("075 0326 000204 GDPUB"))
    desk.press("N")
    #expect(desk.screen.contains("075 0326 000204 GDPUB"), "\(desk.screen)")
    #expect(try desk.dossier("D-2026-0102").history.last?.event == .nurRevealed(volet: .a))
    #expect(desk.app.dossiers.detail?.dossier.history.last?.event == .nurRevealed(volet: .a))
    desk.press("<Échap> <Bas> <Haut>")
    #expect(!desk.screen.contains("075 0326 000204 GDPUB"))
    desk.open("D-2026-0102")
    desk.choose(.revealNUR)
    #expect(desk.screen.contains("075 0326 000204 GDPUB"), "\(desk.screen)")
  }
}

@Suite("Nothing is recorded by accident")
struct FormSafetyTests {
  @Test("The key that opened a form does not confirm it")
  func openingKey() throws {
    let desk = try Desk()
    desk.open("D-2026-0102")
    desk.press("v v v")
    #expect(desk.commands.isEmpty)
    desk.press("<Échap> m /")
    desk.type("Valider la pré")
    desk.press("<Entrée> <Entrée> <Entrée>")
    #expect(desk.commands.isEmpty)
    #expect(desk.toast?.contains("Entrée vient d'ouvrir ce formulaire") == true)
    desk.press("<Tab> <Entrée>")
    #expect(desk.commands == [.validatePreInstruction(volets: [.a])])
  }

  @Test("A pasted newline submits nothing, in a form, a filter or a command")
  func pastedNewline() throws {
    let desk = try Desk()
    desk.open("D-2026-0102")
    desk.press("n")
    desk.send(.paste("appel\ndu locataire\n"))
    #expect(desk.commands.isEmpty)
    #expect(desk.hasForm)
    #expect(desk.screen.contains("appel du locataire"))
    desk.press("<Échap> <Échap> /")
    desk.send(.paste("0104\n"))
    #expect(desk.app.dossiers.prompt != nil)
    desk.press("<Échap> :")
    desk.send(.paste("quitter\n"))
    #expect(desk.app.palette?.text.hasPrefix("quitter") == true)
  }

  @Test("What the store refuses stays in the form, with its reason")
  func refusedByStore() throws {
    let desk = try Desk()
    desk.open("D-2026-0102")
    desk.press("v")
    try desk.meanwhile(
      .validatePreInstruction(volets: [.a]), on: "D-2026-0102", by: DeskPeople.c1A)
    desk.press("<Entrée>")
    #expect(desk.hasForm)
    #expect(desk.screen.contains("validée depuis le 24/03/2026"), "\(desk.screen)")
  }
}
