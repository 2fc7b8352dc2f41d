import Domain
import Testing

@testable import TUI

/// A screen, who sees it and the keys that lead to it.
struct Scene: Sendable, CustomTestStringConvertible {
  let name: String
  let keys: String
  var person = DeskPeople.c1A
  /// What happened before the keys.
  var before: (@Sendable (Desk) throws -> Void)?

  var testDescription: String { name }

  static let sizes = [
    Size(columns: 80, rows: 24), Size(columns: 100, rows: 30), Size(columns: 140, rows: 45),
  ]

  static let all =
    pages + exchanges + accounts + erasures + mails + tickets + patrimoines + signalements
    + moderation + rules + rappels + compliance + reports

  private static let reports = [
    Scene(
      name: "journal", keys: ":journal <Entrée> j j", person: DeskPeople.superAdmin),
    Scene(
      name: "journal-cherche", keys: ":journal <Entrée> /martin nur <Entrée>",
      person: DeskPeople.superAdmin),
    Scene(name: "semaine", keys: ":semaine <Entrée>", person: DeskPeople.gie),
    Scene(name: "statistiques", keys: "9 j", person: DeskPeople.gie),
    Scene(name: "statistiques-tableau", keys: "9 <Entrée> <Droite>", person: DeskPeople.gie),
  ]

  private static let erasures = [
    Scene(
      name: "rgpd", keys: ":rgpd <Entrée> <espace>", person: DeskPeople.superAdmin,
      before: ErasureScene.due),
    Scene(name: "rgpd-agent", keys: ":rgpd <Entrée>", before: ErasureScene.due),
    Scene(
      name: "rgpd-formulaire", keys: ":rgpd <Entrée> * x <Tab>", person: DeskPeople.superAdmin,
      before: ErasureScene.due),
    Scene(
      name: "rgpd-compte-rendu", keys: ":rgpd <Entrée> * x <Tab> 3 <Entrée> o",
      person: DeskPeople.superAdmin, before: ErasureScene.due),
    Scene(
      name: "effacer-dossier", keys: ":D-2025-0901 <Entrée> :effacer <Entrée> <Tab>",
      person: DeskPeople.superAdmin, before: ErasureScene.due),
    Scene(
      name: "detail-efface",
      keys: ":D-2025-0901 <Entrée> :effacer <Entrée> <Tab> D-2025-0901 <Entrée>",
      person: DeskPeople.superAdmin, before: ErasureScene.due),
  ]

  private static let mails = [
    Scene(name: "envois", keys: ":envois <Entrée> j", before: MailScene.all),
    Scene(name: "envois-aucun", keys: ":envois <Entrée>"),
    Scene(name: "courriel", keys: ":envois <Entrée> j <Entrée> <Entrée>", before: MailScene.all),
  ]

  private static let tickets = [
    Scene(name: "tickets", keys: ":tickets <Entrée>", before: TicketScene.all),
    Scene(name: "ticket", keys: ":tickets <Entrée> j j j j <Entrée>", before: TicketScene.all),
  ]

  private static let rules = [
    Scene(
      name: "simulation", keys: ":simuler <espace> pre=3 <Entrée>", person: DeskPeople.gie),
    Scene(name: "regles", keys: ":regles <Entrée>", person: DeskPeople.gie),
    Scene(
      name: "regle-formulaire", keys: ":regles <Entrée> <Entrée> <Tab>", person: DeskPeople.gie),
    Scene(
      name: "alertes", keys: ":alertes <Entrée>", person: DeskPeople.facilitator,
      before: AlertScene.addresses),
    Scene(
      name: "alerte", keys: ":alertes <Entrée> <Entrée>", person: DeskPeople.facilitator,
      before: AlertScene.addresses),
    Scene(
      name: "alertes-envoi", keys: ":alertes <Entrée> e", person: DeskPeople.facilitator,
      before: AlertScene.addresses),
  ]

  private static let rappels = [
    Scene(
      name: "rappels", keys: ":rappels <Entrée>", person: DeskPeople.gie, before: RappelScene.all),
    Scene(
      name: "rappel", keys: ":rappels <Entrée> j <Entrée>", person: DeskPeople.gie,
      before: RappelScene.all),
    Scene(
      name: "rappel-lettre", keys: ":rappels <Entrée> l", person: DeskPeople.gie,
      before: RappelScene.all),
  ]

  private static let moderation = [
    Scene(
      name: "moderation", keys: "4", person: DeskPeople.facilitator,
      before: ModerationScene.annonces),
    Scene(
      name: "moderation-tirees", keys: "4 <Maj-Tab> <Début> j <Entrée>",
      person: DeskPeople.facilitator, before: ModerationScene.annonces),
    Scene(
      name: "moderation-annonce", keys: "4 <Maj-Tab> <Début> j j <Entrée> <Entrée>",
      person: DeskPeople.facilitator, before: ModerationScene.annonces),
    Scene(
      name: "moderation-masquer", keys: "4 M <Tab>", person: DeskPeople.facilitator,
      before: ModerationScene.annonces),
    Scene(
      name: "moderation-actes", keys: "4 m", person: DeskPeople.c1A,
      before: ModerationScene.annonces),
    Scene(
      name: "moderation-aide", keys: "4 ?", person: DeskPeople.adminA,
      before: ModerationScene.annonces),
  ]

  private static let compliance = [
    Scene(name: "conformite", keys: "7", person: DeskPeople.gie),
    Scene(
      name: "conformite-delai", keys: "7 <Maj-Tab> j <Entrée> o", person: DeskPeople.gie),
    Scene(name: "conformite-chiffres", keys: "7 i j", person: DeskPeople.gie),
    Scene(name: "conformite-dossiers", keys: "7 <Entrée>", person: DeskPeople.gie),
    Scene(
      name: "conformite-equite", keys: "7 <Maj-Tab> <Fin> k k <Entrée>", person: DeskPeople.gie),
    Scene(
      name: "conformite-prevision", keys: "7 <Maj-Tab> <Fin> k <Entrée> <Entrée>",
      person: DeskPeople.gie),
    Scene(
      name: "conformite-rappels", keys: "7 <Maj-Tab> <Fin> <Entrée>", person: DeskPeople.gie),
    Scene(name: "conformite-bailleur", keys: "7 p", person: DeskPeople.adminA),
    Scene(name: "conformite-periode", keys: "7 d 2026-13 <Entrée>", person: DeskPeople.gie),
    Scene(name: "conformite-agent", keys: "7"),
    Scene(name: "conformite-aide", keys: "7 ?", person: DeskPeople.gie),
  ]

  private static let patrimoines = [
    Scene(
      name: "patrimoine", keys: "5 j j j", person: DeskPeople.gie, before: PatrimoineScene.forty),
    Scene(
      name: "patrimoine-file", keys: "5 <Maj-Tab> <Début> j <Entrée> /val <Entrée>",
      person: DeskPeople.gie, before: PatrimoineScene.forty),
    Scene(
      name: "patrimoine-detail", keys: "5 <Entrée> j", person: PatrimoineScene.referent,
      before: PatrimoineScene.refused),
    Scene(
      name: "patrimoine-attente", keys: "5 m", person: PatrimoineScene.referent,
      before: PatrimoineScene.held),
    Scene(name: "patrimoine-interdit", keys: "5"),
    Scene(
      name: "patrimoine-lignes", keys: "5 <Entrée> <Entrée> j", person: PatrimoineScene.referent,
      before: PatrimoineScene.imported),
    Scene(
      name: "patrimoine-differences", keys: "5 <Entrée> <Fin> k <Entrée> j j",
      person: PatrimoineScene.referent, before: PatrimoineScene.imported),
    Scene(
      name: "logement-recherche", keys: "5 ll1 <Bas>", person: PatrimoineScene.referent,
      before: PatrimoineScene.imported),
    Scene(
      name: "logement", keys: "5 llog-a-101 <Entrée>", person: DeskPeople.adminA,
      before: PatrimoineScene.imported),
    Scene(
      name: "patrimoine-relance", keys: "5 R <Tab>", person: DeskPeople.gie,
      before: PatrimoineScene.forty),
    Scene(
      name: "patrimoine-import", keys: "", person: PatrimoineScene.referent,
      before: PatrimoineScene.running),
    Scene(
      name: "patrimoine-rapport", keys: "", person: PatrimoineScene.referent,
      before: PatrimoineScene.trial),
  ]

  private static let accounts = [
    Scene(name: "comptes", keys: "6 j j j", before: AccountScene.administrator),
    Scene(name: "comptes-aatiko", keys: "6 /a", before: AccountScene.aatiko),
    Scene(name: "compte-creer", keys: "6 + lea <Tab>", before: AccountScene.administrator),
    Scene(name: "compte-fermer", keys: "6 <Fin> x", before: AccountScene.administrator),
    Scene(name: "comptes-aucun", keys: "6"),
  ]

  private static let exchanges = [
    Scene(name: "sync", keys: "E", before: SyncScene.inUse),
    Scene(name: "sync-hors-ligne", keys: "E", before: SyncScene.offline),
    Scene(name: "sync-reception", keys: "E", before: SyncScene.receiving),
    Scene(name: "conflit", keys: "E <Entrée>", before: SyncScene.inUse),
    Scene(name: "conflit-refaire", keys: "E <Entrée> a", before: SyncScene.inUse),
  ]

  private static let pages = [
    Scene(name: "accueil", keys: ""),
    Scene(name: "accueil-facilitateur", keys: "", person: DeskPeople.facilitator),
    Scene(name: "accueil-barres", keys: "<Tab> o <Droite> <Droite>"),
    Scene(name: "previsions", keys: "P"),
    Scene(name: "previsions-retard", keys: "<Tab> <Entrée>", person: DeskPeople.facilitator),
    Scene(name: "dossiers", keys: "2"),
    Scene(name: "commissions", keys: "S", person: DeskPeople.facilitator),
    Scene(name: "seances", keys: ":D-2026-0105 <Entrée> S <Tab> + 28/03,07/04,21/04 <Entrée>"),
    Scene(
      name: "seances-simulees",
      keys: ":D-2026-0105 <Entrée> S <Tab> + 28/03,07/04,21/04 <Entrée> <Tab> + 02/04,28/04 "
        + "<Entrée> d 28/04 <Entrée> <Tab>"),
    Scene(name: "colonnes", keys: "2 C <Fin> <espace> m o"),
    Scene(
      name: "vues",
      keys: "2 V +tout <Entrée> <Échap> <Maj-Tab> j j j <Entrée> /t3 <Entrée> V +t3 <Entrée>"),
    Scene(
      name: "dossiers-coordinateur", keys: "2 <Maj-Tab> <Fin> k <Entrée>", person: DeskPeople.gie),
    Scene(name: "detail", keys: ":D-2026-0108 <Entrée>"),
    Scene(name: "detail-noms", keys: ":D-2026-0118 <Entrée>", person: DeskPeople.facilitator),
    Scene(name: "detail-demenagement", keys: ":D-2026-0111 <Entrée>", person: DeskPeople.c2A),
    Scene(name: "historique", keys: ":D-2026-0108 <Entrée> H"),
    Scene(name: "pourquoi", keys: ":D-2026-0119 <Entrée> h"),
    Scene(name: "pourquoi-condition", keys: ":D-2026-0108 <Entrée> h"),
    Scene(name: "frise", keys: ":D-2026-0108 <Entrée> t"),
    Scene(name: "frise-retard", keys: ":D-2026-0112 <Entrée> t", person: DeskPeople.c2A),
    Scene(name: "frise-close", keys: ":D-2026-0114 <Entrée> t", person: DeskPeople.c2A),
    Scene(name: "actes", keys: ":D-2026-0105 <Entrée> m <Fin>"),
    Scene(name: "formulaire-caleol", keys: ":D-2026-0105 <Entrée> c"),
    Scene(name: "formulaire-erreur", keys: ":D-2026-0105 <Entrée> c <Ctrl-U> +19 <Entrée>"),
    Scene(
      name: "formulaire-decision", keys: ":D-2026-0107 <Entrée> d c <Tab> <Tab> avis <Tab> +8"),
    Scene(name: "aide", keys: "2 ?"),
    Scene(name: "file-vide", keys: "2 <Maj-Tab> <Début> j j <Entrée>", person: DeskPeople.c2B),
    Scene(name: "filtre-sans-resultat", keys: "2 /zzz"),
    Scene(name: "acte-ferme", keys: ":D-2026-0102 <Entrée> v", person: DeskPeople.c2A),
    Scene(name: "recherche", keys: "f"),
    Scene(name: "recherche-mots", keys: "fmontr <Bas>", person: DeskPeople.facilitator),
    Scene(name: "recherche-proche", keys: "f2026-0180", person: DeskPeople.facilitator),
    Scene(name: "palette", keys: ":D-2026-0105 <Entrée> :"),
    Scene(name: "palette-acte", keys: ":D-2026-0105 <Entrée> :clore"),
    Scene(name: "aide-recherche", keys: "2 ?o"),
    Scene(name: "lot-marques", keys: "2 <espace> <Bas> <espace> /010 <Entrée>"),
    Scene(name: "lot-actes", keys: "2 * m"),
    Scene(name: "lot-formulaire", keys: "2 * r <Entrée>"),
    Scene(name: "lot-apercu", keys: "2 * v <Entrée> <Entrée>"),
    Scene(name: "lot-compte-rendu", keys: "2 * v <Entrée> <Entrée> o <Bas>"),
    Scene(name: "palette-inconnue", keys: ":patate <Entrée>"),
  ]

  /// The desk at which the screen stands.
  func desk(_ size: Size) throws -> Desk {
    let desk = try Desk(person, columns: size.columns, rows: size.rows)
    try before?(desk)
    desk.press(keys)
    return desk
  }
}

@Suite("The screens are those of the files")
struct ScreenTests {
  @Test("At three sizes", arguments: Scene.all)
  func file(_ scene: Scene) throws {
    let desk = try scene.desk(Scene.sizes[0])
    for size in Scene.sizes {
      desk.send(.resize(size))
      try ScreenFile.expect(desk.screen, is: "\(scene.name)-\(size.columns)x\(size.rows)")
    }
  }

  @Test("Too small a window says which size is needed")
  func tooSmall() throws {
    let desk = try Desk(columns: 59, rows: 15)
    try ScreenFile.expect(desk.screen, is: "trop-petit-59x15")
  }

  @Test("Without colour, what is late, selected or wrong still stands out")
  func withoutColor() throws {
    for scene in Scene.all where ["dossiers", "formulaire-erreur"].contains(scene.name) {
      let size = Size(columns: 80, rows: 24)
      try ScreenFile.expect(
        scene.desk(size).app.view().textWithoutColor, is: "\(scene.name)-sans-couleur-80x24")
    }
  }

  @Test("A difference is told by row")
  func difference() {
    #expect(ScreenFile.difference(kept: "a\nb\n", shown: "a\nc\n") == "2- b\n2+ c")
    #expect(ScreenFile.difference(kept: "a\n", shown: "a\n").isEmpty)
    #expect(ScreenFile.difference(kept: "a\n", shown: "a\nb\n") == "2- \n2+ b\n3+ ")
  }
}
