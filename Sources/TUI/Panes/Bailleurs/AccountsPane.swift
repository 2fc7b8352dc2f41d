import Domain
import Storage

/// What can be done with accounts besides changing the one chosen.
enum AccountEdit: CaseIterable, Hashable, Sendable {
  case create, toggle, organisation, refresh
}

/// The pane of the bailleurs, which begins with the accounts: by organisation, those that the
/// operator may see to.
struct AccountsPane {
  /// A row of the list.
  enum Row: Equatable {
    case organisation(Organisation, count: Int)
    case account(Account)

    /// What the row is, whatever has changed of it.
    fileprivate var identity: String {
      switch self {
      case .organisation(let organisation, _): "o \(organisation.id.text)"
      case .account(let account): "c \(account.login)"
      }
    }
  }

  /// What became of an action or a key.
  enum Outcome {
    case done
    case ask(AccountRequest)
    case form(AccountForm.Purpose)
    case refused(Refusal)
  }

  /// What was read, nil before.
  private(set) var file: AccountsFile?
  /// Why it could not be read the last time.
  private(set) var error: SharedError?
  /// Whether an answer is awaited.
  private(set) var isReading = false
  private(set) var rows: [Row] = []
  private(set) var viewport = ListViewport()
  /// The words that the list is narrowed to.
  private(set) var filter = ""
  /// The prompt in which they are typed.
  private(set) var prompt: Prompt?

  /// The row on which Enter works.
  var selected: Row? {
    viewport.selected.flatMap { rows.indices.contains($0) ? rows[$0] : nil }
  }

  /// Asks for the accounts, when the pane comes to the front.
  mutating func opened() -> [Effect] {
    isReading = true
    return [.accounts(.list)]
  }

  /// Takes what the shared database answered.
  mutating func take(_ answer: AccountAnswer) {
    isReading = false
    switch answer {
    case .listed(let file), .changed(let file, _):
      self.file = file
      error = nil
    case .failed(let error): self.error = error
    }
    layOut()
  }

  mutating func setHeight(_ height: Int) { viewport.setHeight(max(1, height)) }

  /// Does what an action asks; nil when it is none of this pane's.
  mutating func perform(_ action: UIAction) -> Outcome? {
    if viewport.move(action) { return .done }
    switch action {
    case .filter: prompt = Prompt(prefix: "/", text: filter, placeholder: "un nom, un rôle")
    case .back:
      filter = ""
      layOut()
    case .open: return change()
    case .account(let edit): return self.edit(edit)
    default: return nil
    }
    return .done
  }

  private func change() -> Outcome {
    switch selected {
    case .account(let account):
      guard let organisation = organisation(of: account) else { return .done }
      if let refusal = rules?.refusal(for: account) { return .refused(refusal) }
      return .form(.change(account, organisation))
    case .organisation:
      return .refused(Refusal("Choisissez un compte, ou créez-en un dans cet organisme."))
    case nil: return .done
    }
  }

  private mutating func edit(_ edit: AccountEdit) -> Outcome {
    guard let rules else {
      if edit == .refresh { return refresh() }
      return .refused(
        Refusal(error?.french ?? "Les comptes ne sont pas encore lus."))
    }
    switch edit {
    case .refresh: return refresh()
    case .organisation:
      return rules.organisationRefusal.map { .refused($0) } ?? .form(.organisation)
    case .create:
      let chosen: Organisation? =
        switch selected {
        case .organisation(let organisation, _): organisation
        case .account(let account): organisation(of: account)
        case nil: nil
        }
      guard let chosen else { return .refused(Refusal(rules.nobody)) }
      return .form(.create(chosen))
    case .toggle:
      guard case .account(let account) = selected else {
        return .refused(Refusal("Choisissez d'abord un compte."))
      }
      if let refusal = rules.refusal(for: account) { return .refused(refusal) }
      return .form(account.isDisabled ? .reopen(account) : .close(account))
    }
  }

  private mutating func refresh() -> Outcome {
    isReading = true
    return .ask(.list)
  }

  /// What the operator may do, once known.
  var rules: AccountRules? { file.map { AccountRules(me: $0.me) } }

  private func organisation(of account: Account) -> Organisation? {
    file?.organisations.first { $0.id == account.person.person.organisation }
  }

  /// A key typed while the filter is being written.
  mutating func typeFilter(_ key: Key) {
    guard var editing = prompt else { return }
    let outcome = editing.handle(key)
    prompt = editing
    switch outcome {
    case .submit: prompt = nil
    case .cancel:
      prompt = nil
      filter = ""
    case .changed(let text): filter = text
    case .none: break
    }
    layOut()
  }

  mutating func pasteFilter(_ text: String) {
    guard case .changed(let text) = prompt?.paste(text) else { return }
    filter = text
    layOut()
  }

  /// Puts the accounts under their organisations; the selection holds by identity.
  private mutating func layOut() {
    let before = selected?.identity
    rows = file.map(rows(of:)) ?? []
    viewport.setCount(rows.count, selected: rows.firstIndex { $0.identity == before })
  }

  private func rows(of file: AccountsFile) -> [Row] {
    let rules = AccountRules(me: file.me)
    let words = filter.folded.split(separator: " ").map(String.init)
    let organisations = file.organisations.filter(rules.seesTo)
      .sorted { ($0.kind.order, $0.name.folded, $0.id) < ($1.kind.order, $1.name.folded, $1.id) }
    return organisations.flatMap { organisation -> [Row] in
      let own = file.accounts.filter { $0.person.person.organisation == organisation.id }
        .sorted {
          ($0.person.person.name.folded, $0.login) < ($1.person.person.name.folded, $1.login)
        }
      let matching = own.filter { account in
        let text = "\(account.words) \(account.person.email ?? "") \(organisation.name)".folded
        return words.allSatisfy { text.contains($0) }
      }
      let isNamed = words.allSatisfy { organisation.name.folded.contains($0) }
      guard isNamed || !matching.isEmpty else { return [] }
      return [.organisation(organisation, count: own.count)] + matching.map { .account($0) }
    }
  }
}

extension Organisation.Kind {
  /// Aatiko and the GIE first, the bailleurs after them.
  fileprivate var order: Int { Self.allCases.firstIndex(of: self).map { $0 == 0 ? 99 : $0 } ?? 0 }
}
