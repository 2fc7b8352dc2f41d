/// Whose acts a person reads in the journal (`domaine.md` §4, line « Journal »).
public struct JournalReach: Equatable, Sendable {
  /// The person, who always reads their own acts when anything may be read.
  public let person: OperatorID
  /// Whether nothing may be read at all.
  public let isNothing: Bool
  /// Whether all acts are read.
  public let isWhole: Bool
  /// Whether all acts on dossiers are read.
  public let coversDossiers: Bool
  /// The bailleur whose agents' acts are read, and those done in its name.
  public let house: OrganisationID?

  /// What the rights matrix grants the person.
  public init(of person: Operator) {
    let right = person.right(to: .readJournal)
    self.person = person.id
    isNothing = right.isNone
    isWhole = right.standing(own: false) == .act
    coversDossiers = right.standing(own: false, part: .followedDossiers) == .act
    house = right.grants.contains { $0.level == .ownBailleur } ? person.organisation : nil
  }

  /// Whether an act is among those that the person reads.
  ///
  /// - Parameters:
  ///   - author: who recorded it.
  ///   - organisations: whom the author works for, and in whose name the act was done.
  ///   - isOnDossier: whether it bears on a dossier.
  public func covers(
    author: OperatorID, organisations: [OrganisationID?], isOnDossier: Bool
  ) -> Bool {
    guard !isNothing else { return false }
    return isWhole || author == person || (coversDossiers && isOnDossier)
      || (house.map { organisations.contains($0) } ?? false)
  }
}
