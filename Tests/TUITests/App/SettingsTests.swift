import Domain
import Foundation
import Testing

import Storage
@testable import TUI

@Suite("The configuration: what is good counts, what is wrong is told with its line")
struct SettingsTests {
  private func read(_ lines: String...) -> Settings {
    SettingsReader.read(lines.joined(separator: "\n"))
  }

  @Test("Theme, mouse and keys; comments, empty lines and Windows line ends")
  func good() {
    let settings = SettingsReader.read(
      "\u{FEFF}# à moi\r\n\r\nThème = CLAIR\r\nsouris=non\r\n\ttouche agir = A, Ctrl-T\r\n")
    #expect(settings.problems == [])
    #expect(settings.theme.name == "clair")
    #expect(!settings.mouse)
    for key in [Key.character("A"), .ctrl("t")] {
      #expect(settings.keyMap.match([key], in: .list) == .action(.nextAct))
    }
    #expect(settings.keyMap.match([.character("a")], in: .list) == .none)
    #expect(settings.keyMap.keyName(of: .nextAct) == "A")
  }

  @Test(
    "Each wrong line is told by its number, with what would be right",
    arguments: [
      ("patate", "il manque « = »"), ("théme = clair", nil),
      ("thèmes = clair", "Vouliez-vous dire"),
      ("thème = clairr", "Vouliez-vous dire « clair » ?"), ("thème =", "n'est pas un thème"),
      ("souris = peut-être", "n'est ni oui ni non"),
      ("touche agirr = A", "Vouliez-vous dire « agir » ?"),
      ("touche agir = Ctrl-", "n'est pas une touche"),
      ("touche agir = F13", "n'est pas une touche"),
      ("touche agir = Ctrl-I", "ne distingue pas Ctrl-I de « Tab »"),
      ("touche agir = A,", "il manque une touche"), ("touche agir =", "il manque une touche"),
      ("touche quitter = aucune", "garde au moins une touche"),
      ("touche barres.agir = A", "Elle en a ici : accueil, liste, dossier"),
      ("touche lune.agir = A", "n'a pas de touche dans « lune »"),
      ("touche agir = c", "sert déjà à « caleol » (Accueil)"),
      ("touche agir = g", "sert déjà à « debut »"), ("touche agir = &", "sert déjà à « ecran-1 »"),
      ("touche agir = \u{1B}[A", "n'est pas une touche"),
    ] as [(String, String?)])
  func wrong(_ line: String, _ told: String?) {
    let settings = read("# une ligne", line, "souris = non")
    guard let told else {
      #expect(settings.problems.isEmpty)
      return
    }
    #expect(settings.problems.map(\.line) == [2])
    #expect(settings.problems.first?.sentence.hasPrefix("ligne 2 : ") == true)
    #expect(settings.problems.first?.message.contains(told) == true, "\(settings.problems)")
    #expect(settings.keyMap.match([.character("a")], in: .list) == .action(.nextAct))
    if !line.hasPrefix("souris") { #expect(!settings.mouse, "the good line counts") }
  }

  @Test("Who mails are from, who is answered, and the program that takes them")
  func mail() {
    let settings = read(
      "expéditeur = Bourse <b@eh.example>", "Répondre-à = c@eh.example",
      "envoi = msmtp -C \"/home/b o/rc\" -t")
    #expect(settings.problems == [])
    #expect(settings.mail.from?.text == "Bourse <b@eh.example>")
    #expect(settings.mail.replyTo?.text == "c@eh.example")
    #expect(settings.mail.command == ["msmtp", "-C", "/home/b o/rc", "-t"])
    #expect(settings.mail.problem == nil)
    let shipped = read("souris = oui").mail
    #expect(shipped.command == ["/usr/sbin/sendmail", "-t", "-i"] && shipped.problem != nil)
    let wrong = read("expéditeur = Bourse", "envoi =", "envoi = \"a", "expediteurs = a@b.example")
    #expect(wrong.problems.map(\.line) == [1, 2, 3, 4])
    #expect(wrong.problems[0].message.contains("n'est pas une adresse"))
    #expect(wrong.problems[1].message.contains("il manque la commande d'envoi"))
    #expect(wrong.problems[2].message.contains("guillemet"))
    #expect(wrong.problems[3].message.contains("Vouliez-vous dire « expediteur » ?"))
  }

  @Test("Where tickets go, with the key's file and the numbers of Redmine")
  func redmine() {
    let settings = SettingsReader.read(
      """
      redmine = https://redmine.example/suivi/
      Redmine-Clé = ~/.config/habiter/redmine.cle
      redmine-projet = echanger-habiter
      redmine-suivi = technique:3, 4
      redmine-priorité = 2
      redmine-catégorie = 5
      redmine-repère = 7
      redmine-curl = /opt/curl
      redmine-minutes = 30
      """, home: "/home/z")
    #expect(settings.problems == [])
    let redmine = settings.redmine
    #expect(redmine.base?.text == "https://redmine.example/suivi" && redmine.problem == nil)
    #expect(redmine.keyFile == "/home/z/.config/habiter/redmine.cle")
    #expect(redmine.project == "echanger-habiter" && redmine.markerField == 7)
    #expect(redmine.tracker.number(for: .technique) == 3)
    #expect(redmine.tracker.number(for: .nonTestable) == 4)
    #expect(redmine.priority.number(for: .technique) == 2 && redmine.minutes == 30)
    #expect(redmine.category.number(for: .technique) == 5 && redmine.curl == "/opt/curl")
    let shipped = read("souris = oui").redmine
    #expect(!shipped.isSet && shipped.problem?.message.contains("Aucun Redmine") == true)
    let wrong = read(
      "redmine = http://redmine.example", "redmine-clé = cle", "redmine-projet = Échanger",
      "redmine-suivi = anomalie:3", "redmine-minutes = 0", "redmine-repère = x",
      "redmine-cles = x")
    for (problem, words) in zip(
      wrong.problems,
      [
        "la clé y passerait en clair", "n'est pas un chemin entier", "l'identifiant d'un projet",
        "n'est pas un motif", "de 1 à 1440", "n'est pas un numéro", "Vouliez-vous dire",
      ])
    { #expect(problem.message.contains(words), "\(problem)") }
    #expect(wrong.problems.map(\.line) == [1, 2, 3, 4, 5, 6, 7])
    #expect(wrong.redmine == RedmineSettings())
  }

  @Test("A setting given twice keeps the first")
  func twice() {
    let settings = read("thème = clair", "theme = sombre", "touche agir = A", "touche agir = B")
    #expect(settings.problems.map(\.line) == [2, 4])
    #expect(settings.problems.first?.message.contains("est déjà réglé ligne 1") == true)
    #expect(settings.keyMap.keyName(of: .nextAct) == "A")
  }

  @Test("Two actions can exchange their keys; one line of the two alone clashes")
  func exchange() {
    let both = read("touche agir = c", "touche caleol = a")
    #expect(both.problems == [])
    #expect(both.keyMap.match([.character("c")], in: .list) == .action(.nextAct))
    #expect(both.keyMap.match([.character("a")], in: .list) == .action(.acts(.caleol)))
    #expect(read("touche caleol = a").problems.map(\.line) == [1])
  }

  @Test("A key can change in one place, and be taken away")
  func places() {
    let settings = read("touche liste.trier = T", "touche copier = aucune")
    #expect(settings.problems == [])
    let map = settings.keyMap
    #expect(map.match([.character("T")], in: .list) == .action(.sort))
    #expect(map.match([.character("o")], in: .list) == .none)
    #expect(map.match([.character("o")], in: .chart) == .action(.toggleWhose))
    #expect(map.match([.character("y")], in: .list) == .none)
    #expect(map.keyName(of: .copy) == nil)
    let own = read("touche liste.retour = Z").keyMap
    #expect(own.match([.escape], in: .detail) == .action(.back))
    #expect(own.match([.character("Z")], in: .list) == .action(.back))
    #expect(own.match([.escape], in: .list) == .none)
  }

  @Test("Every name is another, and the keys that the program shows are read back")
  func names() throws {
    let actions = Set(KeyMap.standard.bindings.map(\.action))
    #expect(Set(actions.map(\.name)).count == actions.count)
    for key in KeyMap.standard.bindings.flatMap(\.keys).joined() {
      #expect(try Key(spelled: KeyMap.name(of: key)) == key)
    }
  }

  @Test("The example is read without a fault once its lines count, and changes nothing")
  func example() {
    #expect(SettingsReader.read(SettingsExample.text).problems == [])
    let settings = SettingsExample.text.split(separator: "\n").filter {
      $0.hasPrefix("# touche ") || $0.hasPrefix("# thème =") || $0.hasPrefix("# souris =")
    }.map { String($0.dropFirst(2)) }
    let read = SettingsReader.read(settings.joined(separator: "\n"))
    #expect(read.problems == [])
    for place in Place.allCases {
      let keys = KeyMap.standard.bindings(in: place).flatMap(\.keys)
      for key in keys {
        #expect(read.keyMap.match(key, in: place) == KeyMap.standard.match(key, in: place))
      }
    }
  }

  @Test("Help, footer and messages follow the keys of the operator")
  func followed() throws {
    let settings = read(
      "touche agir = A", "touche pourquoi = W", "touche aide = F1", "touche ecran-1 = 1")
    #expect(settings.problems == [])
    let desk = try Desk(columns: 140, rows: 60, keyMap: settings.keyMap)
    desk.press("2")
    #expect(desk.screen.contains(" A agir") && desk.screen.contains("W pourquoi"))
    #expect(desk.screen.contains("F1 aide"))
    desk.press("a")
    #expect(desk.toast?.contains("« a » ne fait rien ici. F1 montre les touches.") == true)
    desk.press("<F1>")
    #expect(desk.screen.contains("A                     Le prochain acte du dossier"))
  }
}

@Suite("habiter config")
struct ConfigCommandTests {
  private func run(_ words: [String], file: String?) throws -> (ExitCode, out: String, err: String)
  {
    let home = FileManager.default.temporaryDirectory.path + "/habiter-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: home) }
    try FileManager.default.createDirectory(
      atPath: home + "/habiter", withIntermediateDirectories: true)
    if let file { try Data(file.utf8).write(to: URL(filePath: home + "/habiter/config")) }
    var out = ""
    var err = ""
    let shell = Shell(
      environment: ["XDG_CONFIG_HOME": home], clock: { DeskStore.moment(on: DeskStore.today) },
      write: { out += $0 }, report: { err += $0 + "\n" }, readLine: { nil }, columns: nil,
      isWatched: false)
    let code = Program.run(["config"] + words, in: shell)
    return (code, out, err)
  }

  @Test("It says that all is well, or each error with file and line")
  func check() throws {
    let none = try run([], file: nil)
    #expect(none.0 == .success && none.out.hasPrefix("Configuration sans erreur"))
    let wrong = try run([], file: "souris = non\npatate\n\nthème = rose\n")
    #expect(wrong.0 == .refused)
    let lines = wrong.err.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].contains("/habiter/config : ligne 2 : il manque « = »."))
    #expect(lines[1].contains("ligne 4 : « rose » n'est pas un thème."))
  }

  @Test("The keys are printed as they are set; the example is a file that works")
  func printed() throws {
    let keys = try run(["--touches"], file: "touche agir = A\n")
    #expect(keys.out.hasPrefix("A "))
    let example = try run(["--exemple"], file: nil)
    #expect(try run([], file: example.out).0 == .success)
  }

  @Test("The program opens all the same, and says the first error and how many there are")
  func opening() throws {
    let desk = try Desk()
    var settings = SettingsReader.read("patate\nthème = rose")
    settings.path = "/ailleurs/config"
    desk.set(settings)
    #expect(
      desk.toast?.hasPrefix("Configuration : 2 lignes laissées de côté. Ligne 1 : il manque")
        == true)
    desk.press(":config <Entrée>")
    #expect(desk.screen.contains("ligne 1 : il manque « = »."))
    #expect(desk.screen.contains("ligne 2 : « rose » n'est pas un thème."))
    #expect(desk.screen.contains("/ailleurs/config"))
  }
}
