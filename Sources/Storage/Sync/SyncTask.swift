import Domain

/// What the engine asks of the shared database.
enum SharedRequest: Equatable, Sendable {
  case hello
  case directory
  case heads([ScopeID]?)
  case pull(ScopeID, after: Int64, limit: Int)
  case chain(ScopeID, at: Int64)
  case texts(ScopeID, after: Int64, limit: Int)
  case append(Batch)
  case void(CommandID, ScopeID)
  case wait(seconds: Double)
}

/// What it answers.
enum SharedAnswer: Equatable, Sendable {
  case welcome(Welcome)
  case directory(SharedDirectory)
  case heads([SharedHead])
  case page(EventPage)
  case chain([UInt8]?)
  case texts(TextPage)
  case verdicts([Verdict])
  case voided(Bool)
  case hint(Hint)
}

extension SharedDatabase {
  /// Makes a call.
  ///
  /// - Parameter wake: a descriptor that ends a wait when it can be read.
  func answer(_ request: SharedRequest, wake: Int32) throws(SharedError) -> SharedAnswer {
    switch request {
    case .hello: .welcome(try hello())
    case .directory: .directory(try directory())
    case .heads(let scopes): .heads(try heads(of: scopes))
    case .pull(let scope, let seq, let limit): .page(try pull(scope, after: seq, limit: limit))
    case .chain(let scope, let seq): .chain(try chain(of: scope, at: seq))
    case .texts(let scope, let seq, let limit):
      .texts(try texts(of: scope, after: seq, limit: limit))
    case .append(let batch): .verdicts(try append(batch))
    case .void(let command, let scope): .voided(try void(command, in: scope))
    case .wait(let seconds): .hint(try wait(seconds: seconds, wake: wake))
    }
  }
}

/// What the engine asks of the local store: each a transaction, none longer than a slice.
enum StoreTask: Equatable, Sendable {
  /// Takes note of who one is, and of which history this is.
  case greet(Welcome)
  case takeDirectory(SharedDirectory)
  /// Says what is to be fetched; with all heads, also which audiences are no longer this login's.
  case compare([SharedHead], isAll: Bool)
  case forget(ScopeID)
  case apply(ScopeID, [JournalEntry], isDeferring: Bool)
  case takeTexts(ScopeID, TextPage)
  /// Writes rows that were put off, of so many streams.
  case freshen(Int)
  case localChain(ScopeID, at: Int64)
  case cut(ScopeID, after: Int64)
  case withdrawals
  case noteWithdrawn(CommandID, isOut: Bool)
  case nextBatch(besides: Set<ScopeID>)
  case settle(Batch, [Verdict])
}

extension StoreTask {
  /// Whether more of the same is to come when a store is filled.
  var isFilling: Bool {
    switch self {
    case .apply, .takeTexts, .freshen: true
    default: false
    }
  }
}

/// What came of it.
enum StoreOutcome: Equatable, Sendable {
  case done
  case greeted(needsDirectory: Bool)
  case work(SyncWork)
  case applied(IntakeReport)
  case freshened(isMoreLeft: Bool)
  case chain([UInt8]?)
  case cut(again: Int, orphans: Int)
  case withdrawals([Withdrawal])
  case batch(Batch?)
  case settled(conflicts: [CommandID])
}

/// An act that must not come in late.
struct Withdrawal: Equatable, Sendable {
  let command: CommandID
  let scope: ScopeID
}

/// What is to be fetched.
struct SyncWork: Equatable, Sendable {
  /// An audience whose journal is not the shared one.
  struct Journal: Equatable, Sendable {
    let scope: ScopeID
    /// The position and chain of this store's last event.
    var seq: Int64
    var chain: [UInt8]
    /// Where the shared journal stood.
    var target: Int64
  }

  /// An audience whose texts changed.
  struct Texts: Equatable, Sendable {
    let scope: ScopeID
    var seq: Int64
  }

  var journals: [Journal] = []
  var texts: [Texts] = []
  /// Audiences that the login reads no more.
  var gone: [ScopeID] = []

  /// How many events are to come.
  var events: Int64 { journals.reduce(0) { $0 + max(0, $1.target - $1.seq) } }
}
