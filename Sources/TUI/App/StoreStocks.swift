import Domain
import Storage

/// The stocks of the bailleurs that the operator sees, as far as they are on this desk.
final class StockDesk {
  private let shelf = StockShelf()
  /// Whose each stock is, by its file.
  private var owners: [String: OrganisationID] = [:]
  private var isStale = true

  /// Says that other imports may be the current ones.
  func forget() { isStale = true }

  /// Looks a reference up.
  ///
  /// - Throws: `StorageError`.
  func find(_ text: String, in store: Store, for session: Session) throws -> LogementsFound {
    if isStale {
      owners = [:]
      for summary in try store.patrimoines(for: session) {
        if let path = try store.currentGeneration(of: summary.bailleur) {
          owners[path] = summary.bailleur
        }
      }
      try shelf.show(owners.keys.sorted())
      isStale = false
    }
    let search = try shelf.find(text)
    var found = LogementsFound(
      isCut: search.isCut, isNear: search.isNear, stocks: owners.count)
    found.hits = search.found.compactMap { hit in
      owners[hit.generation].map { LogementHit(bailleur: $0, found: hit) }
    }
    return found
  }
}

extension StoreEffects {
  /// Lines of a complete report.
  func lines(_ question: ReportQuestion) throws -> [Message] {
    try check(question.bailleur)
    let page = try PatrimoineReportPage.read(
      store.stock(of: question.bailleur).report(question.attempt.text),
      code: PatrimoineCode(label: question.code), from: question.offset, limit: 100)
    return [.patrimoine(.lines(question, page))]
  }

  /// Some of the differences between two imports.
  func differences(_ question: DifferenceQuestion) throws -> [Message] {
    let generation = try generation(of: question.bailleur)
    var found = DifferencesFound(question: question, differences: [], isCut: false)
    found.differences = try generation.differences(
      from: question.from, to: question.to, after: question.after, limit: DifferencesPage.limit)
    found.isCut = found.differences.count == DifferencesPage.limit
    if question.after == nil {
      found.counts = try generation.differenceCounts(from: question.from, to: question.to)
    }
    return [.patrimoine(.differences(found))]
  }

  /// A logement with its dossiers and its history.
  func card(_ bailleur: OrganisationID, _ reference: String) throws -> [Message] {
    let generation = try generation(of: bailleur)
    var file = LogementFile(bailleur: bailleur, reference: reference)
    file.history = try generation.history(of: reference)
    if let card = try generation.card(of: reference) {
      file.values = card.values
    } else {
      file.isThere = false
      if case .removed(let values) = file.history.first?.change { file.values = values }
    }
    for one in try generation.imports() { file.imports[one.number] = one }
    file.dossiers = try dossiers(of: reference, bailleur)
    return [.patrimoine(.card(file))]
  }

  private func dossiers(of reference: String, _ bailleur: OrganisationID) throws -> [DossierRow] {
    guard session.seesDossiers else { return [] }
    let found = try store.dossiers.search(reference, scope(""))
    guard !found.isNear else { return [] }
    return found.found.map(\.row).filter { $0.bailleurs.contains(bailleur) }
  }

  private func generation(of bailleur: OrganisationID) throws -> Generation {
    try check(bailleur)
    guard let path = try store.currentGeneration(of: bailleur) else {
      throw Refusal("Le patrimoine de ce bailleur n'est pas sur ce poste.")
    }
    return try Generation(path: path)
  }

  private func check(_ bailleur: OrganisationID) throws(Refusal) {
    guard session.actor.seesPatrimoine(of: bailleur) else {
      throw Refusal("Vous ne voyez pas le patrimoine de ce bailleur.")
    }
  }
}
