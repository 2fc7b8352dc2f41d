/// The line of the columns' names: where each column is in the file.
public struct PatrimoineHeader: Sendable {
  /// The fields that a line must have.
  public let width: Int
  /// The place of each column from 0, -1 when the file does not have it; by the column's number.
  let places: [Int]

  /// The place of a column in the file, the first being 1, for messages.
  func place(of column: PatrimoineColumn) -> PatrimoinePlace {
    let place = places[column.rawValue]
    return PatrimoinePlace(column.name, number: place < 0 ? nil : place + 1)
  }

  /// A header with every column, in the order of the contract.
  public static let complete = PatrimoineHeader(
    width: PatrimoineColumn.allCases.count,
    places: [-1] + PatrimoineColumn.allCases.map { $0.rawValue - 1 })
}

extension PatrimoineHeader {
  /// Reads the header, and says what is wrong with it.
  ///
  /// - Parameters:
  ///   - cells: the names as they are in the file.
  ///   - line: the physical line, for the messages.
  ///   - findings: what is found is added there; a blocking one refuses the file.
  public init(reading cells: [String], line: Int, into findings: inout PatrimoineFindings) {
    var cells = cells
    while let last = cells.last, Self.key(last).isEmpty { cells.removeLast() }
    var places = [Int](repeating: -1, count: PatrimoineColumn.allCases.count + 1)
    if let byte = Self.otherSeparator(cells) {
      findings.add(Self.wrongSeparator(byte, line: line))
      self.init(width: cells.count, places: places)
      return
    }
    var unknown: [PatrimoineFinding] = []
    for (index, cell) in cells.enumerated() {
      let place = PatrimoinePlace(cell, number: index + 1)
      guard let column = Self.byKey[Self.key(cell)] else {
        if !Self.key(cell).isEmpty { unknown.append(Self.unknown(place, line: line)) }
        continue
      }
      if places[column.rawValue] >= 0 {
        let first = SpreadsheetColumn.letters(places[column.rawValue] + 1)
        findings.add(
          PatrimoineFinding(
            .columnTwice,
            "Colonne en double : « \(column.name) » (déjà en \(first)).", line: line,
            place: place))
        continue
      }
      places[column.rawValue] = index
    }
    self.init(width: cells.count, places: places)
    guard hasNames(line: line, &findings) else { return }
    unknown.forEach { findings.add($0) }
  }

  /// Says which columns are missing; false when none is there at all.
  private func hasNames(line: Int, _ findings: inout PatrimoineFindings) -> Bool {
    let wanted = PatrimoineColumn.allCases.filter { $0.definition.requirement != .never }
    let absent = wanted.filter { places[$0.rawValue] < 0 }
    // A line of data has none of the names.
    if absent.count == wanted.count {
      findings.add(PatrimoineFinding(.headerMissing, line: line))
      return false
    }
    for column in absent {
      findings.add(
        PatrimoineFinding(
          .columnMissing, "Colonne obligatoire absente : « \(column.name) ».", line: line))
    }
    return true
  }

  private static func unknown(_ place: PatrimoinePlace, line: Int) -> PatrimoineFinding {
    let near = NearestWord.to(key(place.name), among: PatrimoineColumn.allCases.map(\.name))
    let hint = near.map { " (vouliez-vous dire « \($0) » ?)" } ?? ""
    return PatrimoineFinding(
      .unknownColumn,
      "Colonne inconnue ignorée : \(PatrimoineFinding.quoted(place.name))\(hint).", line: line,
      place: place)
  }

  /// The separator of a header that is all in one cell, nil when it is the right one.
  private static func otherSeparator(_ cells: [String]) -> Character? {
    guard cells.count == 1, let only = cells.first else { return nil }
    // Cleaning may have made the tabs plain spaces.
    let signs: [(sign: Character, meant: Character)] = [
      (",", ","), ("\t", "\t"), (" ", "\t"), ("|", "|"),
    ]
    return signs.first { signs in
      only.split(separator: signs.sign).count { byKey[key(String($0))] != nil } > 1
    }?.meant
  }

  /// The finding for a file written with another separator.
  public static func wrongSeparator(_ separator: Character, line: Int) -> PatrimoineFinding {
    let shown = separator == "\t" ? "tabulation" : "« \(separator) »"
    return PatrimoineFinding(
      .wrongSeparator, "Séparateur \(shown) détecté ; le point-virgule est attendu.", line: line)
  }

  /// The name as it is compared: case, accents, spaces and hyphens do not count.
  private static func key(_ name: String) -> String {
    let words = name.folded.split { " -_\t".contains($0) }
    return words.joined(separator: "_")
  }

  private static let byKey = Dictionary(
    PatrimoineColumn.allCases.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
