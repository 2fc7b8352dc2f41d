/// What can happen to a bailleur's patrimoine. Events carry numbers, days and codes; the logements
/// stand beside the journal, what people typed in the vault.
public enum PatrimoineEvent: JournaledEvent {
  /// A file was checked against the stock of the import `base`, and taken as its facts say.
  case fileImported(bailleur: OrganisationID, facts: PatrimoineFacts, base: CommandID?)
  case importConfirmed(import: CommandID)
  case importDropped(import: CommandID)
  case stepRegistered(bailleur: OrganisationID, step: PatrimoineStep, on: Day)
  case stepWithdrawn(step: PatrimoineStep)
  /// The public key (its SHA-256) and the identifier of the automatic synchronisation.
  case syncDeclared(
    bailleur: OrganisationID, fingerprint: String, key: SubjectID, identifier: SubjectID)
  case reminded(bailleur: OrganisationID, about: PatrimoineReminder, message: SubjectID?)

  /// The stable names of the kinds, which the journal stores.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case fileImported = "patrimoine.file_imported"
    case importConfirmed = "patrimoine.import_confirmed"
    case importDropped = "patrimoine.import_dropped"
    case stepRegistered = "patrimoine.step_registered"
    case stepWithdrawn = "patrimoine.step_withdrawn"
    case syncDeclared = "patrimoine.sync_declared"
    case reminded = "patrimoine.reminded"

    /// The acts that give it: those who may do one of them may bring it about.
    public var acts: [PatrimoineAct] {
      switch self {
      case .fileImported: [.importFile]
      case .importConfirmed: [.confirmImport]
      case .importDropped: [.dropImport]
      case .stepRegistered, .stepWithdrawn: PatrimoineStep.allCases.map { .registerStep($0) }
      case .syncDeclared: [.declareSync]
      case .reminded: [.remind]
      }
    }
  }

  /// The stable name.
  public var kind: String { key.rawValue }

  /// The version of the payloads.
  public static let schema = 1

  private var key: CodingKeys {
    switch self {
    case .fileImported: .fileImported
    case .importConfirmed: .importConfirmed
    case .importDropped: .importDropped
    case .stepRegistered: .stepRegistered
    case .stepWithdrawn: .stepWithdrawn
    case .syncDeclared: .syncDeclared
    case .reminded: .reminded
    }
  }
}

/// What a bailleur is reminded of.
public enum PatrimoineReminder: Codable, Hashable, Sendable {
  /// The monthly file (R-PAT).
  case monthlyFile
  /// The errors of its last file.
  case errors
  /// A step of its onboarding.
  case step(PatrimoineStep)
}
