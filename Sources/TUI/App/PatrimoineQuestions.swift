import Domain
import Storage

/// What the screen asks about patrimoines.
enum PatrimoineRequest: Sendable {
  case list
  case open(OrganisationID)
  /// Decide and record an act, then say so.
  case perform(PatrimoineOrder, said: String)
  /// Remind a bailleur, in the words given.
  case remind(OrganisationID, about: PatrimoineReminder, text: String)
  /// Check or import a file beside the screen.
  case start(ImportJob)
  /// Stop the file under way.
  case stop
  case lines(ReportQuestion)
  case differences(DifferenceQuestion)
  /// Look a logement up by a reference.
  case find(String)
  /// Read all of a logement.
  case card(OrganisationID, reference: String)
  /// Complete a path.
  case complete(String)
}

/// What the store answers about patrimoines.
enum PatrimoineAnswer: Sendable {
  case listed([PatrimoineSummary])
  case opened(PatrimoineFile)
  case performed(OrganisationID, said: String)
  case lines(ReportQuestion, PatrimoineReportPage)
  case differences(DifferencesFound)
  case found(String, LogementsFound)
  case card(LogementFile)
  case progress(ImportRun)
  case stopped(ImportJob)
  case failed(ImportJob, why: String)
  case finished(ImportResult)
  case completed(from: String, to: String)
}

/// The account of a bailleur's patrimoine, and what of it is on this desk.
struct PatrimoineFile: Equatable, Sendable {
  let bailleur: OrganisationID
  var patrimoine = Patrimoine.empty
  /// The attempts whose complete report is here.
  var reports: Set<CommandID> = []
  /// The imports whose differences the stock keeps, by their number there; empty when the stock is
  /// not here.
  var kept: [CommandID: Int] = [:]

  /// Why the account cannot be read, nil when it can.
  var fault: String?

  /// Whether the logements themselves are here.
  var hasStock: Bool { !kept.isEmpty }
}

extension StoreEffects {
  /// Carries out what is asked about patrimoines.
  ///
  /// - Throws: `Refusal`, `StorageError`.
  func answer(_ request: PatrimoineRequest, _ keyMap: KeyMap) throws -> [Message] {
    switch request {
    case .list:
      stocks.forget()
      return [.patrimoine(.listed(try store.patrimoines(for: session)))]
    case .lines(let question): return try lines(question)
    case .differences(let question): return try differences(question)
    case .find(let text):
      let found = try stocks.find(text, in: store, for: session)
      return [.patrimoine(.found(text, found))]
    case .card(let bailleur, let reference): return try card(bailleur, reference)
    case .open(let bailleur): return [.patrimoine(.opened(try patrimoineFile(of: bailleur)))]
    case .start(let job): return try start(job)
    case .remind(let bailleur, let about, let text):
      return try remind(bailleur, about, text, keyMap)
    case .stop:
      imports?.stop()
      return []
    case .complete(let path):
      return [.patrimoine(.completed(from: path, to: FilePath.completed(path)))]
    case .perform(let order, let said):
      try store.perform(order, as: session, at: session.clock())
      sync?.localAct()
      return [
        .worldChanged(try world(keyMap: keyMap)),
        .patrimoine(.performed(order.bailleur, said: said)),
      ]
    }
  }

  /// Reminds a bailleur: the act and its mail together.
  private func remind(
    _ bailleur: OrganisationID, _ about: PatrimoineReminder, _ text: String, _ keyMap: KeyMap
  ) throws -> [Message] {
    let (_, isMailed) = try store.remind(bailleur, about: about, text: text, as: session)
    sync?.localAct()
    let name = store.directory.name(of: bailleur)
    let said =
      isMailed
      ? "\(name) : relance enregistrée, le courriel part (:envois le montre)."
      : "\(name) : relance enregistrée, sans courriel : personne n'y a d'adresse connue."
    return [
      .worldChanged(try world(keyMap: keyMap)), .patrimoine(.performed(bailleur, said: said)),
    ]
  }

  /// The account of a bailleur, with what of it is on this desk.
  func patrimoineFile(of bailleur: OrganisationID) throws -> PatrimoineFile {
    var file = PatrimoineFile(bailleur: bailleur)
    do {
      file.patrimoine = try store.patrimoine(of: bailleur, for: session)
    } catch let error as StorageError {
      file.fault = error.french
      return file
    }
    let folder = store.stock(of: bailleur)
    file.reports = Set(file.patrimoine.imports.map(\.id).filter { folder.hasReport($0.text) })
    // A stock that cannot be read does not hide the account.
    if let path = try store.currentGeneration(of: bailleur),
      let imports = try? Generation(path: path).imports()
    {
      for one in imports {
        if let id = one.id { file.kept[CommandID(id)] = one.number }
      }
    }
    return file
  }
}
