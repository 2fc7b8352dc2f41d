import Domain

extension Store {
  /// Why somebody cannot register, as far as this desk can tell.
  ///
  /// - Parameters:
  ///   - bailleur: whose tenant the person says to be.
  ///   - tenant: the tenant's reference, as it was typed; may be empty.
  ///   - logement: the logement's reference, as it was typed; may be empty.
  /// - Throws: `Refusal` when the person does not see that bailleur's difficulties, `StorageError`.
  public func diagnosis(
    of bailleur: OrganisationID, tenant: String, logement: String, for session: Session
  ) throws -> InscriptionDiagnosis {
    guard session.actor.reads(.locataire, of: bailleur) else {
      throw Refusal("Les difficultés d'inscription de ce bailleur ne vous reviennent pas.")
    }
    var facts = InscriptionFacts(tenant: tenant, logement: logement)
    let summary = try reader.snapshot {
      try PatrimoineView(connection: reader).summary(of: bailleur)
    }
    facts.status = summary?.status(on: session.today)
    facts.acceptedOn = summary?.acceptedOn
    if let generation = try currentGeneration(of: bailleur) {
      facts.hasStock = true
      let shelf = StockShelf()
      try shelf.show([generation])
      try look(into: shelf, &facts)
    }
    return InscriptionDiagnosis(facts, on: session.today)
  }

  private func look(into shelf: StockShelf, _ facts: inout InscriptionFacts) throws {
    let (line, near) = try Self.lines(of: facts.logement, .logement, in: shelf)
    facts.line = line.first
    facts.nearLogements = near
    let (lines, nearTenants) = try Self.lines(of: facts.tenant, .locataire, in: shelf)
    facts.tenantLines = lines
    facts.nearTenants = nearTenants
  }

  /// The lines that a reference names in a column, whatever its zeros and spaces; else the
  /// references near it.
  private static func lines(
    of typed: String, _ column: PatrimoineColumn, in shelf: StockShelf
  ) throws -> (lines: [LogementValues], near: [String]) {
    guard !typed.isEmpty else { return ([], []) }
    let key = PatrimoineReferenceKey.of(typed)
    let found = try shelf.find(typed, limit: 8).found.filter { $0.column == column }
    let same = found.filter { $0.values[column].map(PatrimoineReferenceKey.of) == key }
    if same.isEmpty { return ([], found.compactMap { $0.values[column] }) }
    return (try same.compactMap { try shelf.card(of: $0)?.values }, [])
  }
}
