/// The name of a patrimoine file: `PATRIMOINE_<SIREN>_<AAAAMMJJ>_<NNN>.csv`.
public struct PatrimoineFileName: Equatable, Sendable {
  /// Whose file it is.
  public let siren: String
  /// The day of the sending.
  public let day: Day
  /// The number of the sending that day.
  public let number: Int

  /// Reads a name without its folder, nil when it is not of that form; case does not count.
  public init?(_ name: String) {
    let fields = name.folded.split(
      separator: "_", omittingEmptySubsequences: false
    ).map { Array($0.utf8) }
    guard fields.count == 4, fields[0] == Array("patrimoine".utf8),
      fields[1].count == 9, fields[1].allSatisfy(ASCII.isDigit),
      fields[2].count == 8, fields[3].count == 7, fields[3].suffix(4) == Array(".csv".utf8)[...],
      let year = Day.decimal(fields[2][..<4]), let month = Day.decimal(fields[2][4..<6]),
      let day = Day.decimal(fields[2][6...]),
      let date = Day(year: year, month: month, day: day),
      let number = Day.decimal(fields[3][..<3])
    else { return nil }
    siren = String(decoding: fields[1], as: UTF8.self)
    self.day = date
    self.number = number
  }

  /// What is wrong with the name of a file that the sender hands over that day.
  public static func check(
    _ name: String, in context: PatrimoineContext
  ) -> [PatrimoineFinding] {
    guard let read = PatrimoineFileName(name) else {
      return [PatrimoineFinding(.badFileName, value: name)]
    }
    var findings: [PatrimoineFinding] = []
    if let sender = context.sender, sender.siren != read.siren {
      findings.append(
        PatrimoineFinding(.otherSiren, value: read.siren, expected: sender.siren))
    }
    if read.day > context.today {
      findings.append(PatrimoineFinding(.futureFile, value: read.day.french))
    }
    return findings
  }
}
