import Domain
import Foundation
import Storage
import Testing

@testable import TUI

@Suite("Personal data to be erased, and what is held about a household")
struct ErasuresTests {
  private func desk(_ person: Operator = DeskPeople.superAdmin) throws -> Desk {
    let desk = try Desk(person)
    try ErasureScene.due(desk)
    return desk
  }

  private func sheet(_ desk: Desk) -> ErasuresSheet? {
    if case .erasures(let sheet) = desk.app.sheet { sheet } else { nil }
  }

  private func references(_ desk: Desk) -> [String] { sheet(desk)?.rows?.map(\.reference) ?? [] }

  private func erased(_ desk: Desk) throws -> [String] {
    try (901...904).map { "D-2025-0\($0)" }.filter { try desk.dossier($0).erasure != nil }
  }

  @Test("Aatiko sees all that is due, the administrator those of its bailleur alone, agents none")
  func list() throws {
    let rows = [
      (DeskPeople.superAdmin, ["D-2025-0901", "D-2025-0902", "D-2025-0903"]),
      (DeskPeople.adminA, ["D-2025-0902"]), (DeskPeople.c1A, []), (DeskPeople.gie, []),
    ]
    for (person, expected) in rows {
      let desk = try desk(person)
      desk.press(":rgpd <Entrée>")
      #expect(references(desk) == expected, "\(person.name)")
    }
    let agent = try desk(DeskPeople.c1A)
    agent.press(":rgpd <Entrée>")
    #expect(agent.screen.contains("Effacer revient à Aatiko"))
  }

  @Test("Marks, their number typed, a preview, then the report; the list has them no more")
  func together() throws {
    let desk = try desk()
    desk.press(":rgpd <Entrée> <espace> <espace> x")
    desk.press("<Tab>")
    #expect(desk.screen.contains("Tapez le nombre de dossiers, 2"))
    desk.press("3 <Entrée>")
    #expect(try erased(desk).isEmpty && desk.screen.contains("Tapez 2 pour confirmer."))
    desk.press("<Ctrl-U> 2 <Entrée>")
    #expect(desk.screen.contains("aperçu : 2 possibles"))
    desk.press("o")
    #expect(desk.screen.contains("2 faits"))
    #expect(try erased(desk) == ["D-2025-0901", "D-2025-0902"])
    desk.press("<Échap> :rgpd <Entrée>")
    #expect(references(desk) == ["D-2025-0903"])
  }

  @Test("One dossier is confirmed by its reference; Escape erases nothing")
  func one() throws {
    let desk = try desk()
    desk.press(":rgpd <Entrée> <Bas> <Bas> x <Tab> D-2025-0903 <Entrée>")
    #expect(desk.screen.contains("aperçu : 1 possible"))
    desk.press("<Échap>")
    #expect(try erased(desk).isEmpty)
    #expect(references(desk).count == 3)
  }

  @Test("From the dossier, by its act: the reference is typed, and u cannot take it back")
  func fromDossier() throws {
    let desk = try desk()
    desk.press(":D-2025-0901 <Entrée>")
    #expect(desk.screen.contains("Yann Boutry"))
    desk.press(":effacer <Entrée>")
    #expect(desk.hasForm && desk.screen.contains("Sans retour"))
    desk.press("<Tab> D-2025-0902 <Entrée>")
    #expect(try erased(desk).isEmpty)
    desk.press("<Ctrl-U> d-2025-0901 <Entrée>")
    #expect(try erased(desk) == ["D-2025-0901"])
    #expect(!desk.screen.contains("Yann Boutry") && desk.screen.contains("candidat effacé"))
    #expect(desk.screen.contains("Données personnelles effacées le 24/03/2026"))
    desk.press("u")
    #expect(desk.toast?.contains("un effacement ne s'annule pas") == true)
    desk.press("<Échap> u")
    #expect(
      desk.toast?.contains("un effacement de données personnelles ne s'annule pas") == true)
    #expect(!desk.hasForm)
  }

  @Test("An access request is answered by two files, for their owner alone")
  func access() throws {
    let desk = try desk()
    let folder = try DeskFolder()
    desk.accessFolder = folder.path
    desk.press(":acces <espace> a <Entrée>")
    #expect(desk.toast?.contains("Ouvrez d'abord le dossier") == true)
    desk.press(":D-2025-0901 <Entrée> :acces <Entrée>")
    #expect(desk.toast?.contains(":acces A ou :acces B") == true)
    desk.press(":acces <espace> b <Entrée>")
    let path = "\(folder.path)/acces-D-2025-0901-B"
    #expect(desk.toast?.contains("Relisez") == true)
    let text = try String(contentsOfFile: "\(path).txt", encoding: .utf8)
    // The household of volet B is examined on volet A, whose NUR is its own.
    for trace in ["Nom : Yann Boutry", "075 0326 000901 GDPUB", "Le locataire part en août."] {
      #expect(text.contains(trace), "\(trace)\n\(text)")
    }
    #expect(!text.contains("Ancelin"))
    let json =
      try JSONSerialization.jsonObject(
        with: try Data(contentsOf: URL(fileURLWithPath: "\(path).json"))) as? [String: Any]
    #expect(json?["nom"] as? String == "Yann Boutry" && json?["foyer"] as? String == "B")
    for suffix in ["txt", "json"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(path).\(suffix)")
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
    #expect(
      try desk.dossier("D-2025-0901").history.last?.event == .nurRevealed(volet: .a))
    // The screen shows the consultation too.
    #expect(desk.app.dossiers.detail?.dossier.history.last?.event == .nurRevealed(volet: .a))
  }

  @Test("The other household's NUR is not in it, nor is its consultation asked for")
  func otherHousehold() throws {
    let desk = try desk()
    let folder = try DeskFolder()
    desk.accessFolder = folder.path
    let before = try desk.dossier("D-2025-0901").history.count
    desk.press(":D-2025-0901 <Entrée> :acces <espace> a <Entrée>")
    let text = try String(
      contentsOfFile: "\(folder.path)/acces-D-2025-0901-A.txt", encoding: .utf8)
    #expect(text.contains("Nom : Zoé Ancelin") && text.contains("NUR : (non saisi)"))
    #expect(!text.contains("Boutry") && !text.contains("GDP"))
    #expect(try desk.dossier("D-2025-0901").history.count == before)
  }

  @Test("Only those who may export names answer", arguments: [DeskPeople.c1A, DeskPeople.gie])
  func rights(_ person: Operator) throws {
    let desk = try desk(person)
    let folder = try DeskFolder()
    desk.accessFolder = folder.path
    desk.press(":D-2025-0901 <Entrée> :acces <espace> a <Entrée>")
    #expect(desk.toast?.contains("exporter des données nominatives revient à") == true)
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/acces-D-2025-0901-A.txt"))
  }
}
