import Domain

/// The streams of the aggregates besides the dossiers: each is read whole, under its rules.
extension StoreVerification {
  mutating func checkOtherAggregates(_ scratch: Connection) throws {
    for type in StoredAggregates.besidesDossiers { try check(type, scratch) }
  }

  private mutating func check<Subject: StoredAggregate>(
    _ type: Subject.Type, _ scratch: Connection
  ) throws {
    let names = try DirectoryTable(connection).directory()
    let streams = Streams(connection)
    for stream in try streams.journal.streams(ofAggregate: type.aggregate) {
      let reading = try streams.read(stream, as: type)
      let name = "\(type.label) \(stream)"
      if let fault = reading.fault { report.add(.dossiers, "\(name) : \(fault.message).") }
      for act in reading.state.contested(under: reglement, names: names).sorted() {
        report.add(.rules, "\(name) : l'acte \(act) est contesté.")
      }
      for text in reading.state.history.flatMap(\.texts) {
        try scratch.run(
          "INSERT OR IGNORE INTO named VALUES (?, ?)", [text.subject, text.field.rawValue])
      }
    }
  }
}
