import Domain
import Testing

@testable import TUI

@Suite("The keys of the whole program")
struct KeysTests {
  @Test(
    "Digits, the French digit row and the function keys change panes",
    arguments: [("2", PaneID.dossiers), ("é", .dossiers), ("<F2>", .dossiers)])
  func panes(_ key: String, _ pane: PaneID) throws {
    let desk = try Desk()
    #expect(desk.app.active == .accueil)
    desk.press(key)
    #expect(desk.app.active == pane)
    for back in ["1", "&", "<F1>"] {
      desk.press("2 \(back)")
      #expect(desk.app.active == .accueil, "\(back)")
    }
  }

  @Test("Every act's letter, of AZERTY, is free of the digit row and of AltGr")
  func letters() {
    let altGr = Set("[]{}\\|~@#")
    for binding in KeyMap.standard.bindings {
      for case .character(let character) in binding.keys.joined() {
        #expect(!altGr.contains(character), "\(binding.help)")
        if case .pane = binding.action { continue }
        #expect(Key.azertyDigit(character) == nil, "\(binding.help)")
      }
    }
  }

  @Test("No two bindings of a place share a key", arguments: Place.allCases)
  func unique(_ place: Place) {
    let keys = KeyMap.standard.bindings(in: place).flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test("A key that does nothing here says so, and where the keys are shown")
  func unknown() throws {
    let desk = try Desk()
    for key in ["w", "<F8>"] {
      desk.press(key)
      #expect(desk.toast?.contains("ne fait rien ici. ? montre les touches.") == true, "\(key)")
    }
    desk.press("j")
    #expect(desk.toast == nil)
    desk.press("g w")
    #expect(desk.toast?.contains("« g w » ne fait rien ici") == true, "\(desk.toast ?? "")")
  }

  @Test("Resize, closing and quitting")
  func ending() throws {
    let desk = try Desk()
    desk.send(.resize(Size(columns: 59, rows: 15)))
    #expect(desk.screen.hasPrefix("Fenêtre trop petite : 60 x 16 au moins."))
    desk.press("a j <Entrée>")
    #expect(desk.asked.isEmpty)
    desk.send(.resize(Size(columns: 80, rows: 24)))
    #expect(desk.screen.contains("Ma journée"))
    desk.press("q")
    #expect(desk.asks(.quit))
    desk.send(.closed)
    #expect(desk.asks(.quit))
  }

  @Test("Enter on Accueil opens the dossier; an act's key opens its form there at once")
  func accueil() throws {
    let desk = try Desk()
    let first = try #require(desk.selected)
    desk.press("<Entrée>")
    #expect(desk.app.active == .dossiers)
    #expect(desk.app.dossiers.detail?.dossier.reference == first)
    let other = try Desk()
    other.press("a")
    #expect(other.hasForm, "\(other.screen)")
  }

  @Test("« y » copies the reference")
  func copy() throws {
    let desk = try Desk()
    desk.open("D-2026-0104")
    desk.press("y")
    #expect(
      desk.asked.contains { if case .copy("D-2026-0104") = $0 { true } else { false } })
  }
}

@Suite("The command palette")
struct PaletteTests {
  private func run(_ command: String, in desk: Desk) {
    desk.press(":")
    desk.type(command)
    desk.press("<Entrée>")
  }

  @Test("A profile is changed in the demonstration only")
  func profile() throws {
    let demo = try Desk()
    run("profil contact2", in: demo)
    #expect(demo.app.world.actor == DeskPeople.c2A)
    #expect(demo.toast == "Vous êtes D. Durand · contact 2 · Habitat des Coteaux.")
    let real = try Desk(isDemo: false)
    run("profil contact2", in: real)
    #expect(real.app.world.actor == DeskPeople.c1A)
    #expect(real.toast == "Changer de profil n'est possible que dans la démonstration.")
    #expect(!real.screen.contains("émonstration  "))
  }

  @Test(
    "What it does not know, it answers with what it knows",
    arguments: [
      ("patate", "Commande inconnue : « patate »."), ("profil roi", "Profils : contact1"),
      ("d-2026-9999", "Aucun dossier « D-2026-9999 ». Vérifiez la référence."),
    ])
  func unknown(_ command: String, _ answer: String) throws {
    let desk = try Desk()
    run(command, in: desk)
    #expect(desk.toast?.hasPrefix(answer) == true, "\(desk.toast ?? "no line")")
  }

  @Test("A reference opens its dossier, in either case; panes and help by their names")
  func commands() throws {
    let desk = try Desk()
    run("d-2026-0104", in: desk)
    #expect(desk.app.dossiers.detail?.dossier.reference == "D-2026-0104")
    run("accueil", in: desk)
    #expect(desk.app.active == .accueil)
    run("aide", in: desk)
    #expect(desk.screen.contains("┌─ Aide"))
    desk.press("<Échap>")
    run("quitter", in: desk)
    #expect(desk.asks(.quit))
  }

  @Test("Tab completes a command; Escape leaves the palette")
  func completion() throws {
    let desk = try Desk()
    desk.press(": prof <Tab>")
    #expect(desk.app.palette?.text == "profil ")
    desk.press("<Tab>")
    #expect(desk.app.palette?.text == "profil contact1")
    desk.press("<Échap>")
    #expect(desk.app.palette == nil)
  }
}

@Suite("The help")
struct HelpTests {
  @Test("It shows the keys that work where one is, each of them, and no other")
  func keys() throws {
    // As high as the list's help, which scrolls on a smaller screen.
    let desk = try Desk(columns: 140, rows: 70)
    let places: [(String, Place)] = [
      ("2", .list), ("<Maj-Tab>", .queues), ("<Tab> <Entrée>", .detail), ("h", .page),
    ]
    for (keys, place) in places {
      desk.press(keys)
      #expect(desk.app.place == place)
      desk.press("?")
      let shown = desk.screen
      for binding in KeyMap.standard.bindings {
        let works = !binding.places.isDisjoint(with: [place, .anywhere])
        #expect(shown.contains(binding.help) == works, "\(place) \(binding.help)")
      }
      desk.press("<Échap>")
      #expect(desk.app.overlay == nil)
    }
  }

  @Test("Typing searches it by a key or by words, here first, then elsewhere")
  func search() throws {
    let desk = try Desk(columns: 80, rows: 24)
    desk.press("2 ? o")
    let lines = desk.screen.split(separator: "\n")
    let first = lines.first { $0.contains("  o  ") }
    #expect(first?.contains("Trier sur la colonne suivante") == true)
    #expect(desk.screen.contains("Ailleurs : Barres d'Accueil"))
    #expect(desk.screen.contains("Mes échéances, ou celles de l'organisme"))
    desk.press("<Échap>")
    desk.type("echeances volets")
    #expect(desk.screen.contains("Les étapes des volets face à leurs échéances"))
    #expect(!desk.screen.contains("Trier sur la colonne"))
    desk.press("<Ctrl-U>")
    desk.type("pourquoi")
    #expect(desk.screen.contains("Le calcul de chaque date et de chaque retard"))
    desk.press("<Ctrl-U>")
    desk.type("echeances voletszzz")
    #expect(desk.screen.contains("Rien pour « echeances voletszzz »."))
    desk.press("<Échap> <Échap>")
    #expect(desk.app.overlay == nil)
  }

  @Test("No sentence is cut on a screen of 80 columns")
  func fits() {
    for binding in KeyMap.standard.bindings {
      #expect(CellText.width(of: binding.help) <= 52, "\(binding.help)")
    }
  }

  @Test("On Accueil, it shows what works on Accueil")
  func accueil() throws {
    let desk = try Desk(columns: 140, rows: 60)
    desk.press("?")
    let shown = desk.screen
    #expect(shown.contains("Le prochain acte du dossier"))
    #expect(!shown.contains("Filtrer la liste"))
    #expect(!shown.contains("Trier :"))
    #expect(!shown.contains("Région suivante"))
  }
}

extension Desk {
  /// Whether the last keys asked for that effect, one without a value.
  func asks(_ effect: Effect) -> Bool {
    asked.contains {
      switch ($0, effect) {
      case (.quit, .quit), (.redraw, .redraw), (.suspend, .suspend): true
      default: false
      }
    }
  }
}
