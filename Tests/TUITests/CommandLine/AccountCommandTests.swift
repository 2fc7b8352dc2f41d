import Domain
import Foundation
import Storage
import Testing

@testable import TUI

@Suite("Accounts from a shell")
struct AccountCommandTests {
  /// Runs `habiter compte` on a shared file.
  private func run(_ words: String..., in office: SharedOffice) throws -> CommandDesk.Result {
    var out = ""
    var err = ""
    let shell = Shell(
      environment: ["XDG_DATA_HOME": office.folder, "HABITER_BASE": "sqlite:\(office.path)"],
      clock: { DeskStore.moment(on: DeskStore.today) }, write: { out += $0 },
      report: { err += $0 + "\n" }, readLine: { nil }, columns: nil, isWatched: false)
    let code = Program.run(["compte"] + words, in: shell)
    return CommandDesk.Result(code: code, out: out, err: err)
  }

  @Test("An administrator creates, lists, changes, closes and opens an agent's account")
  func administrator() throws {
    let office = try SharedOffice(me: DeskPeople.adminA)
    let made = try run(
      "creer", "lpetit", "--nom", "L. Petit", "--role", "contact1", "--courriel",
      "l.petit@bailleur.example", in: office)
    #expect(made.out == "Compte créé : L. Petit (lpetit), contact 1, Habitat des Coteaux.\n")
    let again = try run("creer", "lpetit", "--nom", "X", "--role", "contact1", in: office)
    #expect(again.code == .refused && again.err.contains("existe déjà"))
    let changed = try run("modifier", "lpetit", "--role", "contact1,contact2", in: office)
    #expect(changed.out == "Compte modifié : L. Petit (lpetit), contact 1, contact 2.\n")
    #expect(try run("fermer", "lpetit", in: office).code == .success)
    let listed = try run("lister", in: office)
    #expect(
      listed.lines == [
        "lpetit            L. Petit · contact1, contact2 · Habitat des Coteaux · "
          + "l.petit@bailleur.example · fermé"
      ])
    let json = try run("lister", "--json", in: office)
    #expect(json.out.contains("\"compte\":\"lpetit\"") && json.out.contains("\"ferme\":true"))
    #expect(try run("rouvrir", "lpetit", in: office).code == .success)
    #expect(try office.accounts().first { $0.login == "lpetit" }?.isDisabled == false)
    let unknown = try run("fermer", "lpetti", in: office)
    #expect(unknown.code == .refused && unknown.err.contains("Vouliez-vous dire « lpetit » ?"))
  }

  @Test("What one may not is refused in French with exit code 1")
  func refused() throws {
    let office = try SharedOffice(me: DeskPeople.adminA)
    let other = try run(
      "creer", "gl", "--nom", "G. Laurent", "--role", "administrateur", in: office)
    #expect(other.code == .refused && other.err.contains("n'est pas de ceux que vous gérez"))
    let new = try run(
      "creer", "gl", "--nom", "G. Laurent", "--role", "contact1", "--bailleur", "99900001100018",
      "--raison-sociale", "Bailleur C", in: office)
    #expect(new.code == .refused && new.err.contains("créés et modifiés par Aatiko"))
    let agent = try SharedOffice(me: DeskPeople.c1A)
    let none = try run("lister", in: agent)
    #expect(none.code == .success && none.err.contains("tenus par son administrateur"))
    let mixed = try run(
      "creer", "x", "--nom", "X", "--role", "contact1,coordinateur", in: office)
    #expect(mixed.err.contains("organismes différents"))
    let nobody = try SharedOffice(me: nil)
    let unknown = try run("lister", in: nobody)
    #expect(unknown.code == .storage && unknown.err.contains("n'a pas d'accès"))
    #expect(try run("creer", "x", in: office).code == .usage)
    #expect(try run("modifier", "x", in: office).code == .usage)
  }

  @Test("Aatiko creates a bailleur with its administrator")
  func aatiko() throws {
    let office = try SharedOffice(me: DeskPeople.superAdmin)
    let made = try run(
      "creer", "gl", "--nom", "G. Laurent", "--role", "administrateur", "--bailleur",
      "99900001100018", "--raison-sociale", "Bailleur C", in: office)
    #expect(made.out == "Compte créé : G. Laurent (gl), administrateur, Bailleur C.\n")
    let missing = try run(
      "creer", "xx", "--nom", "X", "--role", "contact1", in: office)
    #expect(missing.err.contains("Le bailleur manque."))
    let gie = try run("creer", "vb", "--nom", "V. Bonnet", "--role", "coordinateur", in: office)
    #expect(gie.out.hasSuffix("coordination du GIE, GIE.\n"))
  }
}
