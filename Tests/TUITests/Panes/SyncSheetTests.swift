import Domain
import Testing

@testable import Storage
@testable import TUI

@Suite("The exchange with the shared database, and its conflicts")
struct SyncSheetTests {
  /// A desk with an act lost to a colleague's.
  private func desk(
    _ person: Operator = DeskPeople.c1A
  ) throws -> (desk: Desk, conflict: CommandID) {
    let desk = try Desk(person)
    let conflict = try SyncScene.loseSession(desk)
    desk.exchange { SyncScene.connected(&$0, person) }
    return (desk, conflict)
  }

  private func words(
    pending: Int = 0, _ change: (inout SyncView) -> Void
  ) throws -> SyncWords {
    var world = try Desk().app.world
    world.pendingCount = pending
    change(&world.sync)
    return SyncWords(world: world)
  }

  @Test("The top line says how the exchange stands, conflicts before all else")
  func short() throws {
    let me = DeskPeople.c1A
    let error = SharedError(.unreachable, "Le serveur ne répond pas.")
    let cases: [(words: String, pending: Int, change: (inout SyncView) -> Void)] = [
      ("⇅ poste seul", 0, { _ in }),
      ("⇅ 3 sur ce poste", 3, { _ in }),
      ("⇅ connexion…", 0, { $0.address = "base" }),
      ("⇅ à jour 10:00", 0, { SyncScene.connected(&$0, me) }),
      ("⇅ 2 à envoyer", 2, { SyncScene.connected(&$0, me) }),
      (
        "⇅ 26 %", 2,
        {
          SyncScene.connected(&$0, me)
          $0.status.progress = SyncStatus.Progress(done: 26, total: 100)
        }
      ),
      (
        "⇅ hors ligne depuis 2 h · 3 à envoyer", 3,
        {
          $0.address = "base"
          $0.status.error = error
          $0.since = SyncScene.now + -7_300
        }
      ),
      (
        "⇅ hors ligne", 0,
        {
          $0.address = "base"
          $0.status.error = error
          $0.since = SyncScene.now + -10
        }
      ),
      (
        "⚠ 2 conflits", 3,
        {
          $0.address = "base"
          $0.status.error = error
          $0.conflicts = 2
        }
      ),
    ]
    for (expected, pending, change) in cases {
      #expect(try words(pending: pending, change).short == expected)
    }
  }

  @Test("An error is told with what to do, and whether it mends by itself")
  func errors() throws {
    func text(_ error: SharedError) throws -> String {
      try words {
        $0.address = "base"
        $0.status.error = error
        $0.since = SyncScene.now + -3 * 86_400
      }.lines.map { $0.spans.map(\.text).joined() }.joined(separator: "\n")
    }
    let passing = try text(SharedError(.unreachable, "Le serveur ne répond pas."))
    #expect(passing.contains("Hors ligne depuis le 21/03/2026 à 10:00 (3 j)"))
    #expect(passing.contains("Le serveur ne répond pas."))
    #expect(passing.contains("Un nouvel essai se fait de lui-même ; r essaie maintenant."))
    let lasting = try text(SharedError(.refusedLogin, "Compte fermé."))
    #expect(lasting.contains("Cela ne s'arrange pas de soi-même. Une fois corrigé, r essaie"))
  }

  @Test("A new conflict is told once, with the key that explains it")
  func news() throws {
    let desk = try Desk()
    try SyncScene.loseSession(desk)
    #expect(desk.toast?.hasPrefix("Un de vos actes ne tient plus avec ce qui a été fait") == true)
    #expect(desk.toast?.hasSuffix("E dit pourquoi et que faire.") == true)
    #expect(desk.screen.contains("⚠ 1 conflit"))
    desk.press("j")
    desk.exchange { $0.since = SyncScene.now }
    #expect(desk.toast == nil)
  }

  @Test("The list has conflicts, what waits and what is settled; Enter opens each")
  func list() throws {
    let (desk, _) = try desk()
    desk.press("E")
    #expect(desk.screen.contains("1 conflit à régler") && desk.screen.contains("à envoyer"))
    #expect(desk.screen.contains("CALEOL fixée au 01/04/2026, volet A"))
    desk.press("<Bas> <Entrée>")
    let waiting = try #require(try desk.store.waitingActs(limit: 1).first)
    #expect(desk.app.dossiers.list.selected == waiting.stream)
    desk.press("<Échap>")
    #expect(desk.screen.contains("1 conflit à régler"))
    desk.press("<Début> <Entrée>")
    #expect(desk.screen.contains("Ce que vous aviez fait"))
    desk.press("<Échap> <Échap>")
    #expect(desk.app.sheet == nil)
    desk.press(":sync <Entrée>")
    #expect(desk.screen.contains("1 conflit à régler"))
  }

  @Test("A conflict says what I had done, what was done meanwhile and by whom, and why it fails")
  func told() throws {
    let (desk, _) = try desk()
    desk.press("E <Entrée>")
    let screen = desk.screen
    #expect(screen.contains("D-2026-0105 · conflit"))
    #expect(screen.contains("24/03/2026 10:00  CALEOL fixée au 01/04/2026 (volet A"))
    #expect(screen.contains("24/03/2026 10:05  CALEOL fixée au 06/04/2026 (volet A"))
    #expect(screen.contains("É. Roche, contact 1"))
    #expect(screen.contains("Pourquoi l'acte ne tient plus"))
    desk.press("<Entrée>")
    #expect(desk.screen.contains("─ D-2026-0105 ·"))
    desk.press("<Échap>")
    #expect(desk.screen.contains("D-2026-0105 · conflit"))
  }

  @Test("Doing it again opens the act that changes what stands, filled; recording it settles")
  func redo() throws {
    let (desk, conflict) = try desk()
    desk.press("E <Entrée> a")
    #expect(desk.hasForm && desk.screen.contains("Reporter la CALEOL"))
    #expect(desk.screen.contains("À refaire : CALEOL fixée au 01/04/2026, volet A."))
    #expect(desk.screen.contains("01/04/2026"))
    desk.press("<Échap>")
    #expect(try desk.store.conflictCount() == 1)
    desk.press("a R2 <Entrée>")
    #expect(
      desk.commands == [
        .postponeCaleol(
          volet: .a, date: DeskStore.today + 8, reason: Reason(.quorum), gapReason: nil)
      ])
    #expect(try desk.store.conflictCount() == 0)
    let settled = try #require(try desk.store.settledConflicts(limit: 1).first)
    #expect(settled.act.command == conflict && settled.state == .redone)
    #expect(desk.screen.contains("Réglés") && desk.screen.contains("refait"))
    #expect(desk.screen.contains("✓ D-2026-0105 : CALEOL reportée au 01/04/2026"))
    desk.press("<Échap> :D-2026-0105 <Entrée> n")
    desk.type("Sans rapport")
    desk.press("<Entrée>")
    #expect(!desk.asked.contains { if case .settle = $0 { true } else { false } })
  }

  @Test("What cannot be done again says why, and how to give it up")
  func closed() throws {
    let desk = try Desk()
    desk.press(":D-2026-0102 <Entrée> v <Entrée> <Échap>")
    try desk.loseLastAct(
      to: .refusePreInstruction(volet: .a, reason: Reason(.tauxEffort)))
    desk.press("E <Entrée> a")
    #expect(!desk.hasForm)
    #expect(desk.toast?.hasSuffix("x abandonne l'acte.") == true)
  }

  @Test("Giving up asks for a reason; leaving for later keeps it in the list")
  func dropAndKeep() throws {
    let (desk, conflict) = try desk()
    desk.press("E <Entrée> p")
    #expect(desk.toast?.hasPrefix("Laissé pour plus tard") == true)
    #expect(desk.screen.contains("pour plus tard") && desk.screen.contains("⚠ 1 conflit"))
    desk.press("<Entrée> x <Entrée>")
    #expect(desk.toast?.contains("pourquoi l'acte est abandonné") == true)
    #expect(try desk.store.conflictCount() == 1)
    desk.send(.paste("Vu avec\nÉ. Roche"))
    desk.press("<Entrée>")
    let settled = try #require(try desk.store.settledConflicts(limit: 1).first)
    #expect(settled.act.command == conflict && settled.note == "Vu avec É. Roche")
    #expect(desk.screen.contains("abandonné") && !desk.screen.contains("⚠"))
    desk.press("<Bas> <Fin> <Entrée>")
    #expect(desk.screen.contains("Réglé : abandonné, motif : Vu avec É. Roche."))
    desk.press("x")
    #expect(desk.toast?.contains("déjà réglé") == true)
  }

  @Test("A creation that lost its logement is typed again from what was given")
  func creation() throws {
    let desk = try Desk(DeskPeople.c1A)
    func volet(_ bailleur: String, _ logement: String, _ tenant: String) -> String {
      "\(bailleur) <Tab> \(logement) <Tab> T3 <Tab> 93048 <Tab> Montreuil <Tab> \(tenant) <Tab> "
        + "<Tab> <Tab> "
    }
    desk.press("+ <Tab> " + volet("", "LOG-9", "Dupond") + volet("bélier", "LOG-10", "Durand"))
    desk.press("<Entrée>")
    try #require(desk.commands.count == 1, "\(desk.screen)")
    try desk.loseLastAct(
      cause: Conflict.Cause(
        judge: .claim, message: "Ce logement est déjà engagé dans un autre dossier.",
        remedy: nil, since: []))
    desk.press("E <Entrée>")
    #expect(desk.screen.contains("LOG-9") && desk.screen.contains("Dupond"))
    desk.press("<Entrée>")
    #expect(desk.toast?.hasPrefix("Ce dossier n'existe pas") == true)
    desk.press("a")
    #expect(desk.hasForm)
    for text in ["LOG-9", "Dupond", "LOG-10", "Montreuil"] {
      #expect(desk.screen.contains(text), "\(text)")
    }
    desk.press("<Tab> <Tab> <Ctrl-U> LOG-11 <Entrée>")
    #expect(desk.commands.count == 1, "\(desk.screen)")
    #expect(try desk.store.conflictCount() == 0)
  }

  @Test("What a fork lost of others is shown to Aatiko, until its author sends it again")
  func lost() throws {
    for (person, isShown) in [(DeskPeople.superAdmin, true), (DeskPeople.c1A, false)] {
      let desk = try Desk(person)
      let act = try #require(try desk.store.waitingActs(limit: 10).last)
      let event = act.events[0]
      let orphan = try Orphan(
        EventDraft(
          command: act.command, stream: act.stream, version: 1, kind: event.kind,
          schema: event.schema, payload: event.payload,
          envelope: Envelope(
            occurredOn: DeskStore.today, recordedAt: act.issuedAt, operatorID: act.operatorID,
            organisation: act.organisation, role: act.role)))
      _ = try desk.store.write {
        try desk.store.writer.run(
          "INSERT INTO orphan VALUES (?, ?, ?, ?, ?, ?, 0, 0, ?)",
          [
            act.scope, 1, [UInt8](repeating: 0, count: 32), act.command, act.stream,
            SyncScene.now, try JSONText.encode(orphan),
          ])
      }
      desk.press("E")
      #expect(desk.screen.contains("Perdus par la base partagée") == isShown)
    }
  }

  @Test("r tries at once when nothing answers, and says so when something does")
  func retry() throws {
    let desk = try Desk()
    desk.press("E r")
    #expect(desk.toast?.contains("ne suit aucune base partagée") == true)
    SyncScene.offline(desk)
    desk.press("r")
    #expect(desk.asked.contains { if case .retrySync = $0 { true } else { false } })
    desk.exchange { SyncScene.connected(&$0, DeskPeople.c1A) }
    desk.press("r")
    #expect(desk.toast?.contains("tout part aussitôt") == true)
  }

  @Test("A reader sees conflicts and settles none")
  func reading() throws {
    let (desk, _) = try desk()
    desk.press(":lecture <Entrée>")
    desk.press("E <Entrée>")
    for key in ["a", "p"] {
      desk.press(key)
      #expect(desk.toast?.hasPrefix("Lecture seule") == true, "\(key)")
    }
    #expect(try desk.store.conflictCount() == 1)
  }
}
