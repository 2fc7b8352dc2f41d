import Domain

extension StoreVerification {
  /// Compares the outbox with `pending.log`, act by act.
  ///
  /// The log is read after the state of the database is fixed: acts are written to it first, so
  /// what a program adds meanwhile can only be more than the database shows.
  mutating func checkOutbox() throws {
    let acts = try Outbox(connection).all()
    report.counts[.outbox] = "\(acts.count) actes"
    guard let logPath else { return }
    guard FileSystem.permissions(of: logPath) != nil else {
      if !acts.isEmpty { report.add(.outbox, "pending.log manque.") }
      return
    }
    let log = try PendingLog.read(path: logPath)
    if log.tornBytes > 0 {
      report.add(
        .outbox, "pending.log : \(log.tornBytes) octets illisibles après \(log.validLength).")
    }
    var logged: [CommandID: PendingCommand] = [:]
    for record in log.records {
      do throws(StorageError) {
        let act = try LoggedAct(record: record).pending
        logged[act.command] = act
      } catch {
        report.add(.outbox, "pending.log : un acte ne peut pas être lu.")
      }
    }
    for act in acts {
      guard let copy = logged.removeValue(forKey: act.command) else {
        report.add(.outbox, "Acte \(act.command) : absent de pending.log.")
        continue
      }
      if act.issue != copy.issue {
        report.add(.outbox, "Acte \(act.command) : ses deux copies diffèrent.")
      }
    }
    try checkUnseen(Array(logged.values), seen: log.validLength)
  }

  /// Acts that only the log has: the end of it may be ahead of the database, its middle may not.
  private mutating func checkUnseen(_ acts: [PendingCommand], seen end: Int) throws {
    var ahead = 0
    let isAhead = try Meta(connection).get(Store.endOfLog).flatMap { Int($0) } ?? 0 < end
    for act in acts.sorted(by: { $0.command < $1.command }) {
      if try SettledActs(connection: connection).has(act) { continue }
      if isAhead {
        ahead += 1
      } else {
        report.add(.outbox, "Acte \(act.command) : dans pending.log seulement.")
      }
    }
    if ahead > 0 {
      report.remark(
        "\(ahead) acte(s) de pending.log que la base n'a pas encore : ils y entrent à la "
          + "prochaine ouverture, ou viennent d'être faits.")
    }
  }
}

extension PendingCommand {
  /// The act as it was issued, without how far sending it has come.
  fileprivate var issue: PendingCommand {
    var act = self
    act.state = .waiting
    act.attempts = 0
    act.lastError = nil
    return act
  }
}
