import Domain
import Storage

/// Who one is in a shared database that has just been tried.
struct Greeting: Equatable, Sendable {
  let address: SharedAddress
  let me: Operator
  /// The name of one's organisation.
  let organisation: String
  /// Whether this program is too old to write there.
  let isTooRecent: Bool
}

/// The first start: which shared database to follow, who one is there and what one may do; then the
/// dossiers come, and the panes open.
struct Assistant {
  enum Step {
    case choosing
    case typing(Prompt)
    case trying(SharedAddress)
    case greeted(Greeting)
    case filling(Greeting, SyncStatus)
    case alone(Form)
  }

  /// What is to be done outside.
  enum Request: Equatable {
    case attempt(SharedAddress)
    case giveUpAttempt
    case follow(SharedAddress)
    case retry
    case workAlone(FormValues)
    case open
    case quit
  }

  private(set) var step = Step.choosing
  /// What the last attempt said, shown until a key is pressed.
  private(set) var problem: String?
  private(set) var menu: Menu
  /// The first row of the rights on the screen.
  private(set) var top = 0
  private let known: [SharedAddress]
  private let today: Day
  private var typed = ""

  /// - Parameter known: the shared databases to propose, the likeliest first.
  init(known: [SharedAddress], today: Day) {
    self.known = known
    self.today = today
    let proposed = known.enumerated().map { index, address in
      MenuEntry(
        id: "\(index)", key: "\(index + 1)",
        title: address == .standard
          ? "Celle de cette machine : \(address.label)" : address.label)
    }
    menu = Menu(
      proposed + [
        MenuEntry(
          id: Self.other, key: "\(known.count + 1)",
          title: known.isEmpty ? "Donner l'adresse de la base partagée" : "Une autre adresse"),
        MenuEntry(
          id: Self.alone, key: "\(known.count + 2)",
          title: "Travailler seul sur ce poste, sans base partagée"),
      ], mode: .keys)
  }

  private static let other = "autre"
  private static let alone = "seul"

  /// Tries a database that was asked for, without a question.
  mutating func begin(with address: SharedAddress) -> Request {
    step = .trying(address)
    return .attempt(address)
  }

  /// Does what a key asks.
  mutating func handle(_ key: Key) -> Request? {
    switch step {
    case .choosing: return choose(key)
    case .typing(let prompt): return type(key, prompt)
    case .trying:
      guard key == .escape || key == .ctrl("c") else { return nil }
      step = .choosing
      return .giveUpAttempt
    case .greeted(let greeting): return confirm(key, greeting)
    case .filling(_, let status): return wait(key, status)
    case .alone(let form): return fill(key, form)
    }
  }

  /// Adds a pasted text where something is typed.
  mutating func paste(_ text: String) {
    switch step {
    case .typing(var prompt):
      _ = prompt.paste(text)
      step = .typing(prompt)
    case .alone(var form):
      _ = form.paste(text)
      step = .alone(form)
    default: break
    }
  }

  /// Takes what the database that is tried answered.
  mutating func take(_ answer: Result<Greeting, SharedError>) {
    guard case .trying = step else { return }
    switch answer {
    case .success(let greeting):
      step = .greeted(greeting)
      top = 0
    case .failure(let error):
      problem = error.french
      step = .choosing
    }
  }

  /// Takes how the copy of the dossiers stands.
  mutating func take(_ status: SyncStatus) {
    guard case .filling(let greeting, _) = step else { return }
    step = .filling(greeting, status)
  }

  /// Shows why the person could not be taken down.
  mutating func show(_ refusal: Refusal) { problem = refusal.sentence }

  private mutating func choose(_ key: Key) -> Request? {
    if key == .character("q") || key == .ctrl("c") || key == .escape { return .quit }
    var key = key
    if case .character(let character) = key, let digit = Key.azertyDigit(character) {
      key = .character(Character("\(digit)"))
    }
    guard case .chosen(let id) = menu.handle(key) else { return nil }
    problem = nil
    switch id {
    case Self.other:
      step = .typing(
        Prompt(
          prefix: "Adresse : ", text: typed,
          placeholder: "sqlite:/chemin/bourse.sqlite ou postgresql://serveur/bourse"))
    case Self.alone: step = .alone(AloneForm.form(today: today, openedBy: key))
    default:
      guard let index = Int(id), known.indices.contains(index) else { return nil }
      return begin(with: known[index])
    }
    return nil
  }

  private mutating func type(_ key: Key, _ prompt: Prompt) -> Request? {
    var prompt = prompt
    let outcome = prompt.handle(key)
    step = .typing(prompt)
    problem = nil
    switch outcome {
    case .cancel: step = .choosing
    case .submit(let text):
      typed = text
      let words = text.filter { !$0.isWhitespace }
      do throws(SharedError) {
        // Who types a path means that file.
        return begin(with: try SharedAddress(words.hasPrefix("/") ? "sqlite:\(words)" : text))
      } catch {
        problem = error.french
      }
    case .changed, .none: break
    }
    return nil
  }

  private mutating func confirm(_ key: Key, _ greeting: Greeting) -> Request? {
    switch key {
    case .enter:
      step = .filling(greeting, SyncStatus())
      return .follow(greeting.address)
    case .escape: step = .choosing
    case .up: top = max(0, top - 1)
    case .down: top += 1
    case .pageUp: top = max(0, top - 10)
    case .pageDown: top += 10
    case .character("q"), .ctrl("c"): return .quit
    default: break
    }
    return nil
  }

  private mutating func wait(_ key: Key, _ status: SyncStatus) -> Request? {
    switch key {
    case .enter: return status.me == nil ? nil : .open
    case .character("r") where !status.isConnected: return .retry
    case .character("q"), .ctrl("c"), .escape: return .quit
    default: return nil
    }
  }

  private mutating func fill(_ key: Key, _ form: Form) -> Request? {
    var form = form
    let outcome = form.handle(key)
    step = .alone(form)
    if outcome != .ignored { problem = nil }
    switch outcome {
    case .submit(let values): return .workAlone(values)
    case .cancel: step = .choosing
    case .refused(let why): problem = why
    case .editNote, .changed, .ignored: break
    }
    return nil
  }
}

/// The questions of a desk that follows no shared database: who works there.
enum AloneForm {
  static func form(today: Day, openedBy: Key) -> Form {
    Form(
      title: "Qui travaille sur ce poste ?",
      rules: [
        "Sans base partagée, les actes restent sur ce poste. « habiter --base ADRESSE » le reliera "
          + "plus tard."
      ],
      fields: [
        FormField(
          id: "nom", label: "Nom", kind: .text(limit: 80), help: "Tel que l'historique le dira."),
        FormField(
          id: "role", label: "Rôle",
          kind: .choice(
            MeCommand.roles.map { FormChoice(code: $0.word, label: $0.value.label) }),
          help: "« habiter moi » en donne plusieurs."),
        FormField(
          id: "siret", label: "SIRET du bailleur", kind: .text(limit: 20),
          help: "Pour un rôle de bailleur : 14 chiffres.", isRequired: false,
          check: { values in
            do throws(Refusal) {
              _ = try siret(values)
              return nil
            } catch {
              return .error(error.sentence)
            }
          }),
        FormField(
          id: "raison", label: "Nom du bailleur", kind: .text(limit: 120), isRequired: false),
      ], today: today, openedBy: openedBy)
  }

  static func siret(_ values: FormValues) throws(Refusal) -> SIRET? {
    guard let text = values.text("siret") else { return nil }
    do {
      return try SIRET(parsing: text)
    } catch {
      throw Refusal(error.message, field: "siret", remedy: error.remedy)
    }
  }
}
