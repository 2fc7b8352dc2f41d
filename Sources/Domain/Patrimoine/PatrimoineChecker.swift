/// Checks a patrimoine file line by line, in one pass.
///
/// Of a line nothing is kept but what later lines are compared with: 12 bytes for each of its
/// three references (``ReferenceTable``) and, while references of digits differ in length, 24
/// bytes a run (``LengthHabit``). Of the findings, all are counted and the first of each code kept.
///
/// It lives on one thread; the fields it is given are read during the call alone.
public final class PatrimoineChecker {
  /// What the file is checked against.
  public let context: PatrimoineContext
  /// Where the columns are.
  public let header: PatrimoineHeader
  /// What was found so far.
  public internal(set) var findings: PatrimoineFindings
  /// The lines of logements read.
  public private(set) var lines = 0
  /// Those rejected.
  public private(set) var rejected = 0
  /// Is told every finding in words, when there is somebody to tell.
  public var listener: ((PatrimoineFinding) -> Void)?

  /// The line being checked.
  var line = 0
  private var worst = PatrimoineSeverity.information
  /// Whether the fields are those of the line: one that cannot be cut has none.
  private var isLoaded = false
  /// The codes that reject the line.
  private var errors = CodeSet()
  /// The fields of the line by the column's number, trimmed.
  private let fields: UnsafeMutablePointer<PatrimoineField>
  private let places: [Int]
  /// The columns without a value on this line, a bit each.
  private(set) var empty: UInt64 = 0

  let logements: ReferenceTable
  let locataires: ReferenceTable
  let rplsNumbers: ReferenceTable
  var logementLengths = LengthHabit()
  var locataireLengths = LengthHabit()
  let words = PatrimoineIndexes()
  var contacts = ContactMemory()
  var communes: CommuneMemory
  /// The bytes of the last SIRET found right.
  var rightSiret: [UInt8] = []
  /// What each reservataire's label, as written, was found to be.
  var reservataires: [UInt64: ReservataireStanding] = [:]

  /// A checker for one file.
  ///
  /// - Parameters:
  ///   - findings: what the file's name and header gave already.
  ///   - expecting: the lines expected, so that memory is asked for once.
  public init(
    _ context: PatrimoineContext, header: PatrimoineHeader,
    findings: PatrimoineFindings? = nil, expecting lines: Int = 0
  ) {
    self.context = context
    self.header = header
    self.findings = findings ?? PatrimoineFindings(limit: context.keptFindings)
    places = header.places
    fields = .allocate(capacity: header.places.count)
    fields.initialize(
      repeating: PatrimoineField(start: nil, count: 0), count: header.places.count)
    logements = ReferenceTable(expecting: lines)
    locataires = ReferenceTable(expecting: lines)
    rplsNumbers = ReferenceTable(
      expecting: header.places[PatrimoineColumn.rpls.rawValue] < 0 ? 0 : lines)
    communes = CommuneMemory(context.communes)
  }

  deinit {
    fields.deallocate()
  }

  /// Checks a line.
  ///
  /// - Parameters:
  ///   - cells: its fields, in the order of the file, in UTF-8.
  ///   - line: its physical line, the header's being 1.
  /// - Returns: whether it is accepted.
  @discardableResult
  public func check(_ cells: UnsafeBufferPointer<PatrimoineCell>, line: Int) -> Bool {
    begin(line)
    if hasRightWidth(cells) {
      load(cells)
      checkPresence()
      checkReferences()
      checkLease()
      checkEligibility()
      checkAddress()
      checkHome()
      checkRent()
      checkReservation()
      checkComfort()
      checkContacts()
      checkTexts()
    }
    return end()
  }

  /// The physical line just checked.
  public var currentLine: Int { line }

  /// Counts a line that could not be cut into fields.
  public func reject(_ code: PatrimoineCode, line: Int) {
    begin(line)
    report(code)
    _ = end()
  }

  private func begin(_ line: Int) {
    self.line = line
    worst = .information
    isLoaded = false
    errors = CodeSet()
    lines += 1
  }

  private func end() -> Bool {
    guard worst >= .error else { return true }
    rejected += 1
    // Of a line that could not be cut nobody knows whether somebody lives there.
    if !isLoaded || !isEmpty(.locataire) || occupation == .rented { findings.keepOut(errors) }
    return false
  }

  /// Spreadsheets add empty fields at the end of lines; text beyond the header is another matter.
  private func hasRightWidth(_ cells: UnsafeBufferPointer<PatrimoineCell>) -> Bool {
    if cells.count == header.width { return true }
    if cells.count > header.width,
      cells[header.width...].allSatisfy({ $0.bytes.trimmed.isEmpty })
    {
      return true
    }
    report(
      .fieldCount, nil,
      "Nombre de champs incorrect : \(cells.count) lus, \(header.width) attendus.")
    return false
  }

  /// Takes the fields of the columns, and what stands for « no value » out of them.
  private func load(_ cells: UnsafeBufferPointer<PatrimoineCell>) {
    empty = 0
    isLoaded = true
    for column in 1..<places.count {
      let place = places[column]
      guard place >= 0 else {
        fields[column] = PatrimoineField(start: nil, count: 0)
        empty |= 1 << UInt64(column)
        continue
      }
      let field = cells[place].bytes.trimmed
      fields[column] = field
      if field.isEmpty {
        empty |= 1 << UInt64(column)
      } else if field.count <= 4, PatrimoinePlaceholder.isOne(field, column: column) {
        reportPlaceholder(column)
        fields[column] = PatrimoineField(start: nil, count: 0)
        empty |= 1 << UInt64(column)
      }
      if cells[place].hadControls, let column = PatrimoineColumn(rawValue: column) {
        report(.neutralised, column, "Caractères de contrôle neutralisés.")
      }
    }
  }

  private func reportPlaceholder(_ number: Int) {
    guard let column = PatrimoineColumn(rawValue: number) else { return }
    report(
      .placeholder, column,
      "Valeur de substitution « \(field(column).text) » considérée comme vide.",
      expected: "une case vide quand la valeur n'est pas connue")
  }

  /// The field of a column on the line just checked, without the spaces around it; empty when there
  /// is no value. Its bytes are the reader's, and good until the next line.
  public func field(_ column: PatrimoineColumn) -> PatrimoineField { fields[column.rawValue] }

  /// The field of the column of that number.
  @inline(__always)
  func field(at number: Int) -> PatrimoineField { fields[number] }

  /// Whether a column has no value on this line.
  @inline(__always)
  func isEmpty(_ column: PatrimoineColumn) -> Bool { empty & column.bit != 0 }

  /// Reports a problem of this line; its words are made only if somebody will read them.
  @inline(never)
  func report(
    _ code: PatrimoineCode, _ column: PatrimoineColumn? = nil,
    _ text: @autoclosure () -> String? = nil, expected: @autoclosure () -> String? = nil,
    remedy: @autoclosure () -> String? = nil
  ) {
    let severity = code.severity
    worst = max(worst, severity)
    if severity == .error { errors.insert(code) }
    let isKept = findings.tally(code)
    guard isKept || listener != nil else { return }
    let ownExpected = expected() ?? code.definition.expected
    let finding = PatrimoineFinding(
      code, text(), line: line, place: column.map(header.place),
      value: column.map { field($0).text },
      expected: ownExpected ?? column?.definition.format, remedy: remedy())
    if isKept { findings.keep(finding) }
    listener?(finding)
  }

  /// Ends the check of a file that cannot be read any further.
  public func stop(_ finding: PatrimoineFinding) {
    report(finding)
  }

  /// Reports a finding on the whole file, or on a line that was accepted already.
  public func report(_ finding: PatrimoineFinding) {
    findings.add(finding)
    listener?(finding)
  }
}

/// What stands for « no value » in the files of the RPLS and of spreadsheets.
enum PatrimoinePlaceholder {
  /// The columns where 999 and 9999 can be nothing else.
  private static let numeric: UInt64 = [
    .leaseDate, .rooms, .surface, .year, .rent, .newRent, .charges, .floor, .contingent, .updated,
    .postcode, .insee,
  ].reduce(0) { (set: UInt64, column: PatrimoineColumn) in set | column.bit }

  /// The columns where any text is a value.
  private static let free: UInt64 = [.logement, .locataire, .rpls].reduce(0) {
    (set: UInt64, column: PatrimoineColumn) in set | column.bit
  }

  @inline(__always)
  static func isOne(_ field: PatrimoineField, column: Int) -> Bool {
    switch field[0] {
    case UInt8(ascii: "9"):
      guard field.count >= 3, field.allSatisfy({ $0 == UInt8(ascii: "9") }) else { return false }
      let isStreetNumber = column == PatrimoineColumn.streetNumber.rawValue && field.count == 4
      return isStreetNumber || numeric & (1 << UInt64(column)) != 0
    case UInt8(ascii: "N"), UInt8(ascii: "n"):
      guard field.count == 2, free & (1 << UInt64(column)) == 0 else { return false }
      let second = field[1] & 0xDF
      return second == UInt8(ascii: "C") || second == UInt8(ascii: "R")
    default: return false
    }
  }
}
