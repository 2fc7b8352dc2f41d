import Domain
import Storage
import Testing

@testable import TUI

@Suite("A form proposes again what an act was made from")
struct ActPrefillTests {
  @Test("Every act, typed again from what it recorded, is the same act", arguments: ActCase.all)
  func again(_ item: ActCase) throws {
    let desk = try Desk(item.person)
    desk.open(item.reference)
    desk.choose(item.act)
    desk.press("\(item.keys) <Entrée>")
    let act = try #require(
      desk.asked.compactMap { if case .perform(let act) = $0 { act } else { nil } }.first,
      "\(desk.screen)")
    let first = try Self.prefill(act)
    let draft = try draft(item)
    var values = first.values
    // A NUR is not proposed: it is typed again.
    if values["nur"] == nil { values["nur"] = .text("0750326000997GDPUB") }
    // Nor is the confirmation of what cannot be taken back.
    values["confirmation"] = .text(item.reference)
    let again = try draft.act(from: values).get()
    #expect(again.command.target.act == act.command.target.act)
    #expect(try Self.prefill(again).values == first.values)
    // That the delay does not start again is asked of super administrators alone.
    for (id, value) in Self.answers(first.values) where value != .flag(false) {
      #expect(ActFields(draft).fields.contains { $0.id == id } || id == "volet", "\(id): \(value)")
    }
  }

  /// The same act on a store in which it has not been done yet.
  private func draft(_ item: ActCase) throws -> ActDraft {
    let desk = try Desk(item.person)
    desk.open(item.reference)
    let detail = try #require(desk.app.dossiers.detail)
    let entry = ActCatalogue(dossier: detail.dossier, world: desk.app.world).entry(item.act)
    return ActDraft(
      act: entry.act, volets: entry.volets, onBehalf: entry.onBehalf, detail: detail,
      world: desk.app.world)
  }

  private static func prefill(_ act: Act) throws -> ActPrefill {
    var texts: [SubjectID: String] = [:]
    for secret in act.secrets { texts[secret.subject] = secret.value }
    return ActPrefill(command: act.command, texts: texts, onBehalf: act.onBehalf)
  }

  private static let ids = [
    "volet", "au_nom_de", "motif", "note", "date", "seance_tenue", "motif_ecart", "note_ecart",
    "decision", "rang", "piece", "date_limite", "seance", "etape", "du", "au", "etat_des_lieux",
    "visibilite", "contact", "message", "alerte", "jusqu_au", "agent", "relance_delai",
  ]

  private static func answers(_ values: FormValues) -> [(String, FormValue)] {
    ids.compactMap { id in values[id].map { (id, $0) } }
  }
}
