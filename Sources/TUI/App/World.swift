import Domain
import Storage

/// What the panes may look at: who works, on which day, under which règlement, with which keys.
///
/// It holds values only, so that a pane's update and view are pure.
struct World: Sendable {
  /// The operator at the keyboard.
  var actor: Operator
  /// The instant, for what is signed and for the age of an act.
  var now: Moment
  /// The parameters of the bourse.
  var reglement: Reglement
  /// The organisations and their people.
  var directory: Directory
  /// The keys.
  var keyMap: KeyMap
  /// Seals what operators type into subjects and hashes.
  var sealer: Sealer
  /// Whether the store holds sample data.
  var isDemo: Bool
  /// Why nothing may be done here but read, nil when acts are open.
  var reading: ReadingReason?
  /// How many acts wait for a shared database.
  var pendingCount: Int
  /// What the synchronisation has to say.
  var sync = SyncView()

  /// The civil day in Paris.
  var today: Day { ParisTime.day(of: now) }

  /// The organisation whose dossiers the operator sees, nil for those who see them all.
  var audience: OrganisationID? { actor.dossierAudience }

  /// The context in which the domain answers what is open and why.
  func context(onBehalf: OnBehalf? = nil) -> Context {
    Context(
      actor: actor, onBehalf: onBehalf, command: CommandID("essai"), now: now,
      reglement: reglement, directory: directory)
  }

  /// « C. Martin · contact 1 · Bailleur A ».
  var identity: String {
    let roles = actor.roles.sorted().map(\.label).joined(separator: ", ")
    return "\(actor.name) · \(roles) · \(directory.name(of: actor.organisation))"
  }
}
