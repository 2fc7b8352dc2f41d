import Domain

/// Corrections of the file that were asked, looked for again in each file that is accepted
/// (`domaine.md` §7-15).
extension Store {
  /// Closes the signalements whose correction an import has, inside the caller's transaction; what
  /// the operator may not close stays, to be looked at.
  ///
  /// - Parameter id: the import, whose stock is on this desk.
  /// - Returns: the numbers of the signalements closed, with the records for `pending.log`.
  func findCorrections(
    by id: CommandID, of bailleur: OrganisationID, as session: Session, at moment: Moment
  ) throws -> (numbers: [String], records: [[UInt8]]) {
    let asked = try SignalementView(connection: writer).awaitingCorrection(at: bailleur)
    let path = stock(of: bailleur).generation(id.text)
    guard !asked.isEmpty, FileSystem.permissions(of: path) != nil else { return ([], []) }
    let generation = try Generation(path: path)
    var numbers: [String] = []
    var records: [[UInt8]] = []
    for stream in asked {
      let signalement: Signalement = try streams.load(stream)
      guard let request = signalement.correction,
        let expected = try Vault(writer).get(request.expected, Secret.Field.note.rawValue)?.value,
        let column = PatrimoineColumn.allCases.first(where: { $0.name == request.column }),
        let value = try generation.card(of: request.logement)?.values[column],
        CorrectionRequest.isMet(by: value, expected: expected)
      else { continue }
      let order = Order<Signalement>(
        stream: stream, command: .findCorrection(import: id), secrets: [], onBehalf: nil)
      do {
        records.append(try record(order, as: session, at: moment).logRecord)
        numbers.append(signalement.number)
      } catch is Refusal {
        continue
      }
    }
    return (numbers, records)
  }
}
