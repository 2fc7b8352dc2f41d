import Domain
import Storage

/// The accounts as a command reaches them: the call is awaited, since nothing else goes on.
struct AccountShell {
  let base: any SharedAccounts
  private let file: AccountsFile
  private let arguments: ParsedArguments
  private let shell: Shell

  init(_ arguments: ParsedArguments, _ shell: Shell) throws {
    let address = try SharedChoice.address(arguments, shell)
    let base = try address.open()
    do {
      file = try AccountsFile(from: base, isServer: address.file == nil)
    } catch {
      base.close()
      throw error
    }
    self.base = base
    self.arguments = arguments
    self.shell = shell
  }

  private var rules: AccountRules { AccountRules(me: file.me) }

  func tell(isJSON: Bool) throws {
    let listed = file.accounts.map { ListedAccount($0, in: file) }
    if isJSON {
      shell.out(try JSONLine.text(of: AccountList(base: listed)))
      return
    }
    if listed.isEmpty {
      shell.report(
        file.organisations.contains(where: rules.seesTo)
          ? "Aucun compte à tenir pour l'instant. Créez le premier : habiter compte creer."
          : rules.nobody)
    }
    for account in listed { shell.out(account.line) }
  }

  func create(_ login: String, named name: String, roles: Set<Role>) throws {
    guard !file.accounts.contains(where: { $0.login == login }) else {
      throw Refusal(
        "Le compte « \(login) » existe déjà.", remedy: "Changez-le : habiter compte modifier.")
    }
    let organisation = try organisation(for: roles)
    if !file.organisations.contains(where: { $0.id == organisation.id }) {
      try base.put(organisation)
    }
    var identifiers = Identifiers()
    let account = Account(
      login: login,
      person: SharedPerson(
        person: Operator(
          id: OperatorID("agent-\(identifiers.subject())"), name: name.strippedOfControls,
          organisation: organisation.id, roles: roles),
        email: try arguments.parsed("--courriel", as: EmailAddress.self)?.text))
    try base.put(account, password: try newPassword())
    shell.out("Compte créé : \(account.words), \(organisation.name).")
  }

  func change(_ login: String, roles: Set<Role>?) throws {
    var account = try known(login)
    if let name = arguments.options["--nom"] {
      account.person.person.name = name.strippedOfControls
    }
    if let roles { account.person.person.roles = roles }
    if arguments.has("--bailleur") {
      account.person.person.organisation = try organisation(for: account.person.person.roles).id
    }
    if let email = try arguments.parsed("--courriel", as: EmailAddress.self) {
      account.person.email = email.text
    }
    try base.put(account)
    shell.out("Compte modifié : \(account.words).")
  }

  func changePassword(of login: String?) throws {
    try requirePasswords()
    guard let login else {
      try base.changePassword(to: try Passwords.new(shell))
      shell.out("Votre mot de passe est changé.")
      return
    }
    let account = try known(login)
    try base.put(account, password: try Passwords.new(shell))
    shell.out("Mot de passe changé : \(account.words).")
  }

  private func newPassword() throws -> String? {
    guard arguments.has("--mot-de-passe") else { return nil }
    try requirePasswords()
    return try Passwords.new(shell)
  }

  private func requirePasswords() throws(Refusal) {
    guard !base.hasPasswords else { return }
    throw Refusal(
      "Cette base partagée n'a pas de mots de passe.",
      remedy: "On y entre par son compte Unix.")
  }

  func setDisabled(_ isDisabled: Bool, _ login: String) throws {
    var account = try known(login)
    account.isDisabled = isDisabled
    try base.put(account)
    shell.out("Compte \(isDisabled ? "fermé" : "rouvert") : \(account.words).")
  }

  private func known(_ login: String) throws(Refusal) -> Account {
    if let account = file.accounts.first(where: { $0.login == login }) { return account }
    let near = NearestWord.to(login, among: file.accounts.map(\.login))
    throw Refusal(
      "Le compte « \(login.strippedOfControls) » n'est pas de ceux que vous tenez.",
      remedy: near.map { "Vouliez-vous dire « \($0) » ?" })
  }

  /// The organisation of an account: the bailleur named, one's own, or the only one of its kind.
  private func organisation(for roles: Set<Role>) throws -> Organisation {
    let kinds = Set(roles.map(\.organisationKind))
    guard let kind = kinds.first, kinds.count == 1 else {
      throw Refusal("Les rôles sont ceux d'organismes différents.", field: "role")
    }
    if let siret = try arguments.parsed("--bailleur", as: SIRET.self) {
      if let known = file.organisations.first(where: { $0.siret == siret }) { return known }
      guard let name = arguments.options["--raison-sociale"]?.strippedOfControls else {
        throw Refusal(
          "Le SIRET \(siret.grouped) n'est pas dans la base partagée.", field: "raison-sociale",
          remedy: "Indiquez aussi le nom du bailleur : --raison-sociale \"Bailleur A\".")
      }
      return Organisation(bailleur: siret, name: name)
    }
    let own = file.organisations.first { $0.id == file.me.organisation && $0.kind == kind }
    let only = file.organisations.filter { $0.kind == kind }
    if let found = own ?? (only.count == 1 ? only[0] : nil) { return found }
    guard kind != .bailleur else {
      throw Refusal(
        "Le bailleur manque.", field: "bailleur",
        remedy: "Indiquez son SIRET : --bailleur 99900001100018.")
    }
    return Organisation(id: OrganisationID(kind.rawValue), name: kind.name, kind: kind)
  }
}

/// The accounts as scripts read them.
private struct AccountList: Encodable {
  let comptes: [ListedAccount]

  init(base: [ListedAccount]) { comptes = base }
}

/// An account as scripts read it.
private struct ListedAccount: Encodable {
  let compte: String
  let nom: String
  let organisme: String
  let roles: [String]
  let courriel: String?
  let ferme: Bool

  init(_ account: Account, in file: AccountsFile) {
    let person = account.person.person
    compte = account.login
    nom = person.name
    organisme =
      file.organisations.first { $0.id == person.organisation }?.name ?? person.organisation.text
    roles = person.roles.sorted().map { role in
      RoleWords.words.first { $0.value == role }?.word ?? role.rawValue
    }
    courriel = account.person.email
    ferme = account.isDisabled
  }

  /// « l.petit          L. Petit · contact1, contact2 · Bailleur B · fermé ».
  var line: String {
    let name = CellText.sanitized(compte)
    let gap = String(repeating: " ", count: max(2, 18 - CellText.width(of: name)))
    let parts = [nom, roles.joined(separator: ", "), organisme, courriel, ferme ? "fermé" : nil]
    return name + gap + parts.compactMap(\.self).map(CellText.sanitized).joined(separator: " · ")
  }
}
