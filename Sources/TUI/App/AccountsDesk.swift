import Domain
import Storage

/// What the screen asks about accounts.
enum AccountRequest: Equatable, Sendable {
  case list
  /// Creates an organisation, or changes it.
  case putOrganisation(Organisation)
  /// Creates an account, or changes it, then says so.
  case put(Account, said: String)
}

/// The accounts that one may see to, and what giving one needs to know.
struct AccountsFile: Equatable, Sendable {
  /// Who one is there.
  var me: Operator
  var accounts: [Account]
  var organisations: [Organisation]
  /// Whether logins are roles of a server rather than accounts of this machine.
  var isServer = false
}

/// What the shared database answers about accounts.
enum AccountAnswer: Equatable, Sendable {
  case listed(AccountsFile)
  case changed(AccountsFile, said: String)
  case failed(SharedError)
}

/// The accounts beside the screen: one call at a time, each on a thread of its own.
final class AccountsDesk {
  private let address: SharedAddress
  private let deliver: @Sendable () -> Void
  private var running: SharedTask<AccountAnswer>?
  private var waiting: [AccountRequest] = []

  /// - Parameter deliver: called on another thread when an answer is there.
  init(_ address: SharedAddress, deliver: @escaping @Sendable () -> Void) {
    self.address = address
    self.deliver = deliver
  }

  /// Asks, after what was asked before.
  ///
  /// - Throws: `SharedError` when the system gives no thread.
  func ask(_ request: AccountRequest) throws(SharedError) {
    guard running == nil else {
      if request != .list || waiting.last != .list { waiting.append(request) }
      return
    }
    try start(request)
  }

  /// The next answer, nil when there is none yet.
  ///
  /// - Throws: `SharedError` when what was asked next could not begin.
  func take() throws(SharedError) -> AccountAnswer? {
    guard let answer = running?.take() else { return nil }
    running = nil
    if !waiting.isEmpty { try start(waiting.removeFirst()) }
    switch answer {
    case .success(let answer): return answer
    case .failure(let error): return .failed(error)
    }
  }

  private func start(_ request: AccountRequest) throws(SharedError) {
    let address = address
    running = try SharedTask(
      opening: { () throws(SharedError) in try address.open() }, deliver: deliver
    ) { (base) throws(SharedError) in
      try AccountsFile.answer(request, from: base, isServer: address.file == nil)
    }
  }
}

extension AccountsFile {
  /// What the shared database knows of accounts, for this login.
  init(from base: any SharedAccounts, isServer: Bool) throws(SharedError) {
    self.isServer = isServer
    me = try base.hello().me
    accounts = try base.accounts()
    organisations = try base.directory().organisations
  }

  fileprivate static func answer(
    _ request: AccountRequest, from base: any SharedAccounts, isServer: Bool
  ) throws(SharedError) -> AccountAnswer {
    switch request {
    case .list: return .listed(try AccountsFile(from: base, isServer: isServer))
    case .putOrganisation(let organisation):
      try base.put(organisation)
      return .changed(
        try AccountsFile(from: base, isServer: isServer),
        said: "Organisme enregistré : \(organisation.name).")
    case .put(let account, let said):
      try base.put(account)
      return .changed(try AccountsFile(from: base, isServer: isServer), said: said)
    }
  }
}
