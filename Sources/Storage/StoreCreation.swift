import Domain

extension Store {
  /// What a dossier about to be created needs before its form is filled: its stream, and the first
  /// reference of the year that is free, « D-2026-0413 ».
  ///
  /// - Parameter moment: the instant of the creation, whose civil year the reference bears.
  /// - Throws: `StorageError`.
  public func beginCreation(at moment: Moment) throws -> (stream: StreamID, reference: String) {
    let year = ParisTime.day(of: moment).year
    let number = String(try dossiers.lastNumber(ofYear: year) + 1)
    let padding = String(repeating: "0", count: max(0, 4 - number.count))
    return (newStream(at: moment), "D-\(year)-\(padding)\(number)")
  }
}
