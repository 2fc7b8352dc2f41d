import Domain
import Storage
import Testing

@testable import TUI

@Suite("The signalements line by line")
struct LineSignalementsTests {
  private func talk(
    _ typed: [String], on desk: CommandDesk, as person: Operator = DeskPeople.facilitator
  ) throws -> [String] {
    var told = ""
    var rest = typed[...]
    let now = DeskStore.moment(on: DeskStore.today)
    let shell = Shell(
      environment: [:], clock: { now }, write: { told += $0 }, report: { told += $0 + "\n" },
      readLine: { rest.popFirst() }, columns: nil, isWatched: false)
    let store = try Store(desk.location, for: .work)
    try LineDialogue(
      store: store, session: Session(actor: person) { now }, shell: shell
    ).run()
    return told.split(separator: "\n").map(String.init)
  }

  private func desk() throws -> CommandDesk {
    let desk = try CommandDesk()
    let store = try Store(desk.location, for: .work)
    try SignalementScene.receive(SignalementScene.few, in: store)
    store.close()
    return desk
  }

  @Test("Queues, the list of one, a signalement with its acts; the proposal is accepted by a word")
  func triage() throws {
    let desk = try desk()
    let told = try talk(
      ["signalements", "1", "1", "accepter", "", "", "oui", "retour", "retour", "quitter"],
      on: desk)
    #expect(told.contains("1. À trier : 6 signalements"), "\(told)")
    #expect(told.contains { $0.hasPrefix("1. S-1001, Habitat des Coteaux, dossier, à trier") })
    #expect(told.contains { $0.hasPrefix("Proposé : Répondre au bailleur") }, "\(told)")
    #expect(told.contains("Enregistré. S-1001 : répondu au bailleur."), "\(told)")
    #expect(told.contains("À trier : 5 signalements."), "\(told)")
  }

  @Test("A number opens one from anywhere; what is not one's own is told as unknown")
  func number() throws {
    let desk = try desk()
    let told = try talk(["S-1004", "fermes", "retour", "quitter"], on: desk)
    #expect(told.contains("Signalement S-1004."))
    #expect(told.allSatisfy { !$0.contains("075011912345678901") })
    #expect(told.contains { $0.hasPrefix("Rouvrir : ") }, "\(told)")
    let other = try talk(["s-1004", "retour", "quitter"], on: desk, as: DeskPeople.c1B)
    #expect(other.contains("Aucun signalement S-1004 parmi ceux que vous voyez."))
  }

  @Test("A route that is refused says why; one that is given up records nothing")
  func abandon() throws {
    let desk = try desk()
    let told = try talk(
      ["s-1005", "accepter", "", "", "oui", "accepter", "abandonner", "retour", "quitter"], on: desk
    )
    #expect(told.contains { $0.hasPrefix("Refusé. Champ à remplir : {annonce}") }, "\(told)")
    #expect(told.contains("Acte abandonné : rien n'a été enregistré."))
    #expect(told.allSatisfy { !$0.hasPrefix("Enregistré") })
  }
}
