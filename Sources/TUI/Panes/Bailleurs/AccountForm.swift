import Domain
import Storage

/// The form of an account, of its closing, or of an organisation; it stays until the shared
/// database has answered.
struct AccountForm {
  /// What is being asked.
  enum Purpose: Equatable {
    case create(Organisation)
    case change(Account, Organisation)
    case close(Account)
    case reopen(Account)
    case organisation
  }

  /// What became of a key.
  enum Outcome {
    case waiting, left
    case asked(AccountRequest)
    case refused(String)
  }

  let purpose: Purpose
  private let rules: AccountRules
  private let newID: OperatorID
  private var form: Form
  /// Whether the shared database has been asked and has not answered yet.
  private(set) var isAsking = false
  /// What it answered, shown until a key changes something.
  private var error: String?

  /// - Parameters:
  ///   - me: who asks.
  ///   - newID: the identity of a person who has none yet; it says nothing of the person.
  ///   - openedBy: the key that opened the form, which may not confirm it as well.
  init(
    _ purpose: Purpose, me: Operator, newID: OperatorID, server: Bool, today: Day, openedBy: Key?
  ) {
    self.purpose = purpose
    self.newID = newID
    rules = AccountRules(me: me)
    let fields = AccountFields(purpose: purpose, rules: rules, isServer: server)
    form = Form(
      title: fields.title, rules: fields.rules, fields: fields.fields, today: today,
      openedBy: openedBy)
  }

  /// Does what a key asks.
  mutating func handle(_ key: Key) -> Outcome {
    if isAsking { return key == .escape || key == .ctrl("c") ? .left : .waiting }
    error = nil
    switch form.handle(key) {
    case .submit(let values):
      do throws(Refusal) {
        let request = try request(from: values)
        isAsking = true
        return .asked(request)
      } catch {
        self.error = error.sentence
        return .refused(error.sentence)
      }
    case .cancel: return .left
    case .refused(let why): return .refused(why)
    case .changed, .ignored, .editNote: return .waiting
    }
  }

  /// Inserts a pasted text; a line end in it never submits.
  mutating func paste(_ text: String) {
    guard !isAsking else { return }
    error = nil
    _ = form.paste(text)
  }

  /// Shows why the shared database refused.
  mutating func show(_ refused: SharedError) {
    isAsking = false
    error = refused.french
  }

  private func request(from values: FormValues) throws(Refusal) -> AccountRequest {
    switch purpose {
    case .create(let organisation):
      let login = values.text("compte") ?? ""
      let account = Account(
        login: login,
        person: try person(newID, of: organisation, values))
      return .put(account, said: "Compte créé : \(account.words).")
    case .change(var account, let organisation):
      account.person = try person(account.person.person.id, of: organisation, values)
      return .put(account, said: "Compte modifié : \(account.words).")
    case .close(var account):
      account.isDisabled = true
      return .put(account, said: "Compte fermé : \(account.words).")
    case .reopen(var account):
      account.isDisabled = false
      return .put(account, said: "Compte rouvert : \(account.words).")
    case .organisation:
      let siret = try AccountFields.siret(values)
      return .putOrganisation(
        Organisation(bailleur: siret, name: values.text("nom") ?? ""))
    }
  }

  private func person(
    _ id: OperatorID, of organisation: Organisation, _ values: FormValues
  ) throws(Refusal) -> SharedPerson {
    let roles = rules.roles(in: organisation).filter {
      values.flag(AccountFields.id(of: $0)) == true
    }
    guard !roles.isEmpty else {
      throw Refusal("Donnez au moins un rôle : o en face de lui.")
    }
    return SharedPerson(
      person: Operator(
        id: id, name: values.text("nom") ?? "", organisation: organisation.id, roles: Set(roles)),
      email: try AccountFields.email(values))
  }

  /// Draws the form in the middle of a rectangle.
  func draw(on surface: inout Surface, in rect: Rect) {
    let columns = min(92, rect.width)
    let rows = form.lines(width: columns - 4, form.values).lines.count
    let news = isAsking ? "… La base partagée est interrogée. Échap n'attend plus." : error
    let foot = news.map { Paragraph.wrap("✗ \($0)", width: columns - 4).count } ?? 0
    let box = rect.centered(
      Size(columns: columns, rows: min(max(8, rows + 4 + foot), rect.height)))
    surface.fill(box)
    let inside = surface.drawBox(box, title: form.title, .title).inset(columns: 1, rows: 0)
    let (place, bottom) = inside.splitBottom(foot)
    form.draw(into: &surface, in: place)
    guard let news else { return }
    surface.drawParagraph(isAsking ? news : "✗ \(news)", in: bottom, isAsking ? .dim : .error)
  }
}

extension Organisation {
  /// A bailleur, by its SIRET.
  init(bailleur siret: SIRET, name: String) {
    self.init(
      id: OrganisationID("bailleur-\(siret.text)"), name: name, kind: .bailleur, siret: siret,
      member: true)
  }
}
