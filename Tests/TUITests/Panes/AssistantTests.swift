import Domain
import Testing

@testable import Storage
@testable import TUI

@Suite("The first start: which shared database, who one is there, what one may do")
struct AssistantTests {
  private static let sizes = [Size(columns: 80, rows: 24), Size(columns: 140, rows: 45)]
  private let address: SharedAddress

  init() throws { address = try SharedAddress("sqlite:/srv/bourse.sqlite") }

  private func greeting(_ me: Operator = DeskPeople.c1B) -> Greeting {
    Greeting(address: address, me: me, organisation: "Bailleur Bélier", isTooRecent: false)
  }

  private func assistant(known: [SharedAddress] = [.standard]) -> Assistant {
    Assistant(known: known, today: DeskStore.today)
  }

  @discardableResult
  private func press(_ keys: String, in assistant: inout Assistant) -> [Assistant.Request] {
    Keys.parse(keys).compactMap { assistant.handle($0) }
  }

  private func text(_ assistant: Assistant, _ size: Size = Self.sizes[0]) -> String {
    AssistantView(assistant: assistant).surface(size).text
  }

  private func expect(_ assistant: Assistant, is name: String) throws {
    for size in Self.sizes {
      try ScreenFile.expect(
        text(assistant, size), is: "assistant-\(name)-\(size.columns)x\(size.rows)")
    }
  }

  @Test("The machine's own database is proposed first; Enter, 1 or & try it")
  func choosing() throws {
    try expect(assistant(), is: "choix")
    for keys in ["<Entrée>", "1", "&"] {
      var assistant = assistant()
      #expect(press(keys, in: &assistant) == [.attempt(.standard)], "\(keys)")
      #expect(text(assistant).contains("Connexion à /var/lib/habiter/bourse.sqlite"))
      #expect(press("<Échap>", in: &assistant) == [.giveUpAttempt])
      #expect(press("q", in: &assistant) == [.quit])
    }
  }

  @Test("An address is typed, tried, refused with a clear word, corrected and tried again")
  func typed() throws {
    var assistant = assistant(known: [])
    press("1", in: &assistant)
    #expect(press("bourse.sqlite <Entrée>", in: &assistant).isEmpty)
    #expect(text(assistant).contains("✗"))
    press("<Ctrl-U>", in: &assistant)
    let meant = try SharedAddress("sqlite:/nulle/part.sqlite")
    #expect(press("/nulle/part.sqlite <Entrée>", in: &assistant) == [.attempt(meant)])
    assistant.take(
      .failure(SharedError(.notInstalled, "Il n'y a pas de base partagée à cette adresse.")))
    try expect(assistant, is: "refus")
    #expect(text(assistant).contains("✗ Il n'y a pas de base partagée à cette adresse."))
    press("1", in: &assistant)
    #expect(text(assistant).contains("/nulle/part.sqlite"), "to be corrected, not typed again")
    press("<Échap>", in: &assistant)
    #expect(text(assistant).contains("Laquelle suivre ?"))
  }

  @Test("Who one is, with roles and rights in plain words, before anything is copied")
  func greeted() throws {
    var assistant = assistant()
    press("1", in: &assistant)
    assistant.take(.success(greeting()))
    try expect(assistant, is: "qui")
    #expect(text(assistant).contains("Vous êtes L. Petit, contact 1, Bailleur Bélier."))
    #expect(press("<Échap>", in: &assistant).isEmpty)
    press("1", in: &assistant)
    assistant.take(.success(greeting()))
    #expect(press("<Entrée>", in: &assistant) == [.follow(address)])
  }

  @Test("Every role reads what it may do, and nothing that it may not")
  func rights() {
    func text(_ roles: Set<Role>) -> String {
      let me = Operator(id: "x", name: "X", organisation: "o", roles: roles)
      return RightsWords(me: me).lines.map { $0.spans.map(\.text).joined() }.joined(separator: "\n")
    }
    for role in Role.allCases { #expect(text([role]).contains(RoleWords.summary(of: role))) }
    #expect(text([.contact1]).contains("pré-instruire et instruire"))
    #expect(!text([.contact2]).contains("pré-instruire"))
    #expect(text([.contact2]).contains("saisir la décision (décision seulement)"))
    #expect(text([.aatikoFacilitator]).contains("Au nom d'un bailleur, avec un motif"))
    #expect(text([.gieCoordinator]).contains("En lecture seule, vous pouvez : voir les dossiers"))
    #expect(!text([.partenaire]).contains("dossier"))
  }

  @Test("The copy shows how far it is; one may open before its end, or leave and come back")
  func filling() throws {
    var assistant = assistant()
    press("1", in: &assistant)
    assistant.take(.success(greeting()))
    press("<Entrée>", in: &assistant)
    #expect(press("<Entrée>", in: &assistant).isEmpty, "nobody is known here yet")
    var status = SyncStatus()
    status.isConnected = true
    status.me = DeskPeople.c1B
    status.progress = SyncStatus.Progress(done: 312_000, total: 1_200_000)
    assistant.take(status)
    try expect(assistant, is: "copie")
    #expect(press("<Entrée>", in: &assistant) == [.open])
    status.isConnected = false
    status.error = SharedError(.unreachable, "Le serveur ne répond pas.")
    assistant.take(status)
    #expect(text(assistant).contains("✗ Le serveur ne répond pas."))
    #expect(press("r q", in: &assistant) == [.retry, .quit])
  }

  @Test("A desk alone asks who works there, and says what is missing")
  func alone() throws {
    var assistant = assistant()
    press("3", in: &assistant)
    try expect(assistant, is: "seul")
    press("<Entrée>", in: &assistant)
    #expect(text(assistant).contains("✗ À remplir."))
    let requests = press("Martin <Tab> coord <Entrée>", in: &assistant)
    guard case .workAlone(let values) = requests.first else {
      Issue.record("not recorded: \(text(assistant))")
      return
    }
    #expect(values.text("nom") == "Martin" && values.choice("role") == "coordinateur")
    assistant.show(Refusal("Le bailleur manque.", remedy: "Indiquez son SIRET."))
    #expect(text(assistant).contains("✗ Le bailleur manque. Indiquez son SIRET."))
  }

  @Test("Too small a window says so, and a paste types")
  func smallAndPaste() throws {
    var assistant = assistant()
    #expect(text(assistant, Size(columns: 50, rows: 10)).contains("Fenêtre trop petite"))
    press("2", in: &assistant)
    assistant.paste("sqlite:/srv/bourse.sqlite\n")
    #expect(press("<Entrée>", in: &assistant) == [.attempt(address)])
  }
}
