import Domain

extension StoreVerification {
  /// Reads every patrimoine, and notes the texts that its acts name.
  mutating func checkPatrimoines(_ scratch: Connection) throws {
    let names = try DirectoryTable(connection).directory()
    let streams = Streams(connection)
    for stream in try streams.journal.streams(ofAggregate: Patrimoine.aggregate) {
      let reading = try streams.read(stream, as: Patrimoine.self)
      if let fault = reading.fault {
        report.add(.dossiers, "Patrimoine \(stream) : \(fault.message).")
      }
      for act in reading.state.contested(names: names).sorted() {
        report.add(.rules, "Patrimoine \(stream) : l'acte \(act) est contesté.")
      }
      for text in reading.state.history.flatMap(\.texts) {
        try scratch.run(
          "INSERT OR IGNORE INTO named VALUES (?, ?)", [text.subject, text.field.rawValue])
      }
    }
  }
}
