import Domain

/// What became of a file of an inbox.
public struct InboxOutcome: Equatable, Sendable {
  /// Its name.
  public let name: String
  /// Where it is now.
  public let path: String
  /// What became of it, one French sentence.
  public let words: String
  /// Whether all of it is in service.
  public let isWhole: Bool
}

/// What a run through an inbox did.
public struct InboxReport: Equatable, Sendable {
  /// The files taken, in order.
  public var outcomes: [InboxOutcome] = []
  /// Those that may still be coming.
  public var awaited: [String] = []
}

extension Store {
  /// Takes the complete files of an inbox, each once, in the order in which they were sent.
  ///
  /// A run that is cut loses nothing: the next one finds what it had taken, and the journal tells
  /// whether that file was imported.
  ///
  /// - Parameters:
  ///   - onBehalf: why somebody who is not of the bailleur takes its files.
  ///   - progress: is told the name and how far its reading is; false ends the run, and the next
  ///     one takes that file again.
  /// - Throws: `Refusal` when another program is at work there, `StorageError`.
  public func relieve(
    _ inbox: PatrimoineInbox, onBehalf motive: String, as session: Session,
    progress: (String, PatrimoineProgress) -> Bool = { _, _ in true }
  ) throws -> InboxReport {
    guard let lock = try inbox.open() else {
      throw Refusal(
        "Un autre programme relève ce dossier.", remedy: "Laissez-le finir, puis relancez.")
    }
    return try withExtendedLifetime(lock) {
      var report = InboxReport()
      for name in try inbox.leftBehind() {
        guard let outcome = try take(name, of: inbox, motive, session, progress) else {
          return report
        }
        report.outcomes.append(outcome)
      }
      let found = try inbox.complete(at: session.clock())
      report.awaited = found.awaited
      for name in found.ready where try inbox.take(name) {
        guard let outcome = try take(name, of: inbox, motive, session, progress) else {
          return report
        }
        report.outcomes.append(outcome)
      }
      return report
    }
  }

  /// Imports a file that was taken; nil when that was stopped.
  private func take(
    _ name: String, of inbox: PatrimoineInbox, _ motive: String, _ session: Session,
    _ progress: (String, PatrimoineProgress) -> Bool
  ) throws -> InboxOutcome? {
    func refuse(_ words: String) throws -> InboxOutcome {
      let path = try inbox.settle(name, in: inbox.refused, report: nil, words: [words])
      return InboxOutcome(name: name, path: path, words: words, isWhole: false)
    }
    guard let read = PatrimoineFileName(name) else {
      let code = PatrimoineCode.badFileName
      return try refuse("\(code.definition.form) [\(code.label)]")
    }
    guard let bailleur = bailleur(ofSIREN: read.siren) else {
      return try refuse("Aucun bailleur de l'annuaire n'a le SIREN \(read.siren).")
    }
    let own = session.actor.organisation == bailleur
    var sealer = try sealer()
    let reason = own ? nil : sealer.seal(motive, as: .reason)
    let onBehalf = reason.map { OnBehalf(organisation: bailleur, reason: $0.subject) }
    let before = try patrimoine(of: bailleur, for: session)
    let delivery = try delivery(of: "\(inbox.taken)/\(name)", from: bailleur, as: session)
    let made = try PatrimoineImport.prepare(delivery, in: stock(of: bailleur)) {
      progress(name, $0)
    }
    guard let made else { return nil }
    if let known = before.attempt(of: made, named: read) {
      return try settle(name, of: inbox, known, made, bailleur)
    }
    do {
      let imported = try record(
        made, of: bailleur, base: before.current?.id, onBehalf: onBehalf,
        secrets: [reason].compactMap(\.self), as: session)
      let attempt = imported.receipt.patrimoine.imports.last
      return try attempt.map { try settle(name, of: inbox, $0, made, bailleur) }
    } catch let refusal as Refusal {
      return try refuse(
        [refusal.message, refusal.remedy].compactMap(\.self).joined(separator: " "))
    }
  }

  private func settle(
    _ name: String, of inbox: PatrimoineInbox, _ attempt: PatrimoineAttempt,
    _ made: PatrimoineImport, _ bailleur: OrganisationID
  ) throws -> InboxOutcome {
    let words = "\(attempt.outcome), \(attempt.facts.rejected) sur \(attempt.facts.lines) rejetées"
    let isRefused = attempt.facts.verdict == .refused
    let folder = isRefused ? inbox.refused : inbox.done
    let path = try inbox.settle(
      name, in: folder, report: stock(of: bailleur).report(attempt.id.text),
      words: made.report.french)
    return InboxOutcome(
      name: name, path: path, words: words, isWhole: attempt.facts.verdict == .accepted)
  }

  private func bailleur(ofSIREN siren: String) -> OrganisationID? {
    directory.organisations.values.first { $0.kind == .bailleur && $0.siret?.siren == siren }?.id
  }
}

extension Patrimoine {
  /// The attempt that took that very file before: the same bytes under the same name.
  fileprivate func attempt(
    of made: PatrimoineImport, named name: PatrimoineFileName
  ) -> PatrimoineAttempt? {
    imports.last {
      $0.facts.digest == made.sha256 && $0.facts.day == name.day && $0.facts.number == name.number
    }
  }
}
