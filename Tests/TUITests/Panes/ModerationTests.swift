import Domain
import Storage
import Testing

@testable import TUI

@Suite("The moderation: queues, the annonce, its acts by keys alone")
struct ModerationTests {
  private func desk(
    _ person: Operator = DeskPeople.facilitator, keyMap: KeyMap = .standard
  ) throws -> Desk {
    let desk = try Desk(person)
    try ModerationScene.annonces(desk)
    desk.press("4")
    return desk
  }

  private func status(_ desk: Desk, _ number: String) throws -> AnnonceStatus? {
    let session = Session(actor: DeskPeople.superAdmin) { DeskStore.moment(on: DeskStore.today) }
    guard let stream = try desk.store.annonceStream(numbered: number, for: session) else {
      return nil
    }
    return try desk.store.annonce(stream, for: session)?.annonce.status
  }

  @Test("Reported ones come first; the next one is there without a question")
  func ahead() throws {
    let desk = try desk()
    let pane = desk.app.moderation
    #expect(pane.queue == .reported && pane.rows.map(\.annonce) == ["A-3", "A-8"])
    #expect(desk.screen.contains(" 4 Modération 2! "))
    #expect(desk.screen.contains("On reconnaît un voisin."), "\(desk.screen)")
    desk.press("n")
    let opened = desk.asked.contains {
      if case .moderation(.open(_, isAhead: false)) = $0 { true } else { false }
    }
    #expect(!opened)
    #expect(desk.app.moderation.file?.annonce.number == "A-8")
    #expect(desk.screen.contains("Un numéro de téléphone."))
  }

  @Test("One key says that an annonce conforms, the next takes its place, another key undoes it")
  func conforme() throws {
    let desk = try desk()
    desk.press("c")
    #expect(desk.toast == "A-3 : conforme. u pour annuler.")
    #expect(try status(desk, "A-3") == .conforme)
    #expect(desk.app.moderation.selected?.annonce == "A-8")
    #expect(desk.app.moderation.counts[.reported] == 1)
    desk.press("c")
    #expect(desk.app.moderation.rows.isEmpty)
    #expect(desk.screen.contains("Aucun signalement n'attend"), "\(desk.screen)")
    desk.press("u u")
    #expect(try status(desk, "A-3") == .reported)
    #expect(try status(desk, "A-8") == .reported)
    #expect(desk.app.moderation.rows.map(\.annonce) == ["A-3", "A-8"])
    #expect(desk.app.moderation.selected?.annonce == "A-3")
    desk.press("u")
    #expect(desk.toast?.contains("plus de 24 heures") == true, "\(desk.toast ?? "")")
  }

  @Test(
    "Each decision by its key, its part and its motive",
    arguments: [
      ("k 1 <Entrée>", AnnonceStatus.correction, "correction demandée"),
      ("S 8 <Entrée>", .suspended, "suspendue"),
      ("M 2 <Tab> 2 <Entrée>", .masked, "photo 2 masquée"),
      ("M t <Tab> 4 <Entrée>", .masked, "commentaire masqué"),
      ("M a <Tab> 9 <Entrée>", .masked, "annonce masquée"),
    ])
  func decisions(keys: String, expected: AnnonceStatus, said: String) throws {
    let desk = try desk()
    desk.press(keys)
    #expect(desk.toast == "A-3 : \(said). u pour annuler.", "\(desk.screen)")
    #expect(try status(desk, "A-3") == expected)
  }

  @Test("Fifty acts are taken back, the last one first")
  func fifty() throws {
    let desk = try desk()
    desk.press("<Maj-Tab> <Fin> <Entrée>")
    #expect(desk.app.moderation.queue == .online)
    let rows = desk.app.moderation.rows.map(\.annonce)
    var done: [String] = []
    for number in rows where try status(desk, number) == .published {
      desk.press("<Début>")
      while desk.app.moderation.selected?.annonce != number { desk.press("n") }
      desk.press("c")
      done.append(number)
    }
    #expect(done.count > 20)
    for number in done.reversed() {
      #expect(try status(desk, number) == .conforme)
      desk.press("u")
      #expect(try status(desk, number) == .published, "\(number): \(desk.toast ?? "")")
    }
  }

  @Test("A decision is lifted with a motive; a report opens the queue again")
  func lift() throws {
    let desk = try desk()
    desk.press("<Maj-Tab> <Fin> <Haut> <Entrée>")
    #expect(desk.app.moderation.queue == .decided)
    let suspended = desk.app.moderation.rows.firstIndex { $0.annonce == "A-14" }
    desk.press("<Début> " + String(repeating: "n ", count: suspended ?? 0))
    #expect(desk.app.moderation.selected?.annonce == "A-14")
    desk.press("L <Tab> 1 <Entrée>")
    #expect(desk.toast?.hasPrefix("A-14 : décision levée (suspendue)") == true, "\(desk.screen)")
    #expect(try status(desk, "A-14") == .published)
  }

  @Test("The draw's queue holds what is drawn and unseen, and the gauge counts what was seen")
  func draw() throws {
    let desk = try desk()
    desk.press("<Maj-Tab> <Début> j <Entrée>")
    let pane = desk.app.moderation
    #expect(pane.queue == .drawn && !pane.rows.isEmpty)
    #expect(pane.rows.allSatisfy { $0.cause == .rate && $0.status == .published })
    #expect(desk.screen.contains("~ tirée") && desk.screen.contains("Mars 2026 : "))
    let before = try #require(pane.overview?.whole.verified)
    let first = try #require(pane.selected?.annonce)
    desk.press("c")
    #expect(desk.app.moderation.overview?.whole.verified == before + 1)
    #expect(!desk.app.moderation.rows.contains { $0.annonce == first })
  }

  @Test("An administrator moderates its own; an agent reports and is told who moderates")
  func rights() throws {
    let admin = try desk(DeskPeople.adminA)
    #expect(admin.app.moderation.rows.map(\.annonce) == ["A-8"])
    #expect(!admin.screen.contains("Tirées"))
    admin.press("c")
    #expect(try status(admin, "A-8") == .conforme)
    let agent = try desk(DeskPeople.c1A)
    agent.press("c")
    #expect(
      agent.toast?.contains("la modération d'une annonce revient à") == true,
      "\(agent.toast ?? "")")
    #expect(try status(agent, "A-8") == .reported)
    agent.press("! t <Tab> 7 <Entrée>")
    #expect(agent.toast?.hasPrefix("A-8 : le commentaire, signalement enregistré") == true)
    let gie = try desk(DeskPeople.gie)
    gie.press("c")
    #expect(gie.toast?.contains("coordination du GIE") == true)
  }

  @Test("Who sees no annonce is told so, whatever the key")
  func nobody() throws {
    let desk = try Desk(
      Operator(
        id: "x", name: "B. Colin", organisation: "demo-aorif", roles: [.aorif]))
    desk.press("4")
    #expect(desk.screen.contains("La modération est ouverte à"), "\(desk.screen)")
    for key in ["c", "m", "o", "u", "n", "<Entrée>"] {
      desk.press(key)
      #expect(desk.app.overlay == nil, "\(key)")
    }
  }

  @Test("A photo opens in the viewer that is set, from the folder that is set, by a number")
  func photos() throws {
    let desk = try desk()
    desk.press("o")
    #expect(desk.screen.contains("a3-2.jpg"))
    desk.press("2")
    #expect(desk.toast?.contains("dossier des photos n'est pas réglé") == true)
    desk.set(SettingsReader.read("photos = /srv/photos\nvisionneuse = feh --fullscreen"))
    desk.press("o 2")
    let viewed = desk.asked.compactMap {
      if case .view(let path, let viewer) = $0 { viewer + [path] } else { nil }
    }
    #expect(viewed == [["feh", "--fullscreen", "/srv/photos/a3-2.jpg"]])
  }

  @Test("A name that would lead out of the folder is never opened")
  func names() {
    for name in ["../a.jpg", "a/b.jpg", "/etc/passwd", "-rf", ".x", "a\\b", "", "C:a", "a\u{1B}b"] {
      #expect(throws: Refusal.self, "\(name)") { try PhotoFile.path(name, in: "/srv") }
    }
    #expect((try? PhotoFile.path("é 1.jpg", in: "/srv/")) == "/srv/é 1.jpg")
    #expect(throws: Refusal.self) { try PhotoFile.path("a.jpg", in: "photos") }
  }

  @Test("Words from anywhere draw within the screen", arguments: Scene.sizes)
  func hostile(_ size: Size) throws {
    let desk = try Desk(DeskPeople.facilitator, columns: size.columns, rows: size.rows)
    try ModerationScene.hostile(desk)
    desk.press("4 <Entrée>")
    #expect(desk.screen.contains("Ligne une"), "\(desk.screen)")
    #expect(!desk.screen.contains("\u{1B}") && !desk.screen.contains("\u{202E}"))
    desk.press("<Fin>")
    #expect(desk.screen.contains("version 1 publiée"), "\(desk.screen)")
  }

  @Test("The filter narrows as it is typed, by number, place or bailleur")
  func filter() throws {
    let desk = try desk()
    desk.press("<Maj-Tab> <Fin> <Entrée> /")
    desk.type("bélier montreuil")
    let found = desk.app.moderation.rows
    #expect(!found.isEmpty && found.allSatisfy { $0.bailleur == DeskPeople.bailleurB })
    #expect(found.allSatisfy { $0.place.contains("Montreuil") })
    desk.press("<Entrée> <Échap>")
    #expect(desk.app.moderation.rows.count > found.count)
    desk.press("/")
    desk.type("introuvable")
    #expect(desk.screen.contains("Échap efface le filtre"))
  }
}
