import Domain

/// Reads a patrimoine file once and checks it.
public struct PatrimoineReading {
  /// The largest file that is read.
  static let limits: ImportLimits = {
    var limits = ImportLimits()
    limits.fileBytes = 4 * 1024 * 1024 * 1024
    return limits
  }()

  private let records: PatrimoineRecords
  private let context: PatrimoineContext
  private let size: Int
  private var findings: PatrimoineFindings
  private var report: PatrimoineReport

  /// How far a reading is.
  public struct Progress: Sendable {
    /// The lines of logements read.
    public let lines: Int
    /// The bytes read.
    public let bytes: Int
    /// The bytes of the file.
    public let size: Int
  }

  /// Checks a file.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - name: the name under which it was sent, when the path does not end with it.
  ///   - context: what it is checked against.
  ///   - chunk: the bytes read at once; tests make it small.
  ///   - listener: is told every finding on a line, in words, as it comes.
  ///   - progress: is told how far it is every few thousand lines; false stops it.
  /// - Returns: the report, nil when it was stopped.
  public static func check(
    _ path: String, named name: String? = nil, in context: PatrimoineContext, chunk: Int = 1 << 20,
    listener: ((PatrimoineFinding) -> Void)? = nil, progress: (Progress) -> Bool = { _ in true }
  ) -> PatrimoineReport? {
    let name = name ?? path.split(separator: "/").last.map(String.init) ?? path
    var findings = PatrimoineFindings(limit: context.keptFindings)
    PatrimoineFileName.check(name, in: context).forEach { findings.add($0) }
    do {
      let file = try FileBytes(path: path, limits: limits)
      var reading = PatrimoineReading(
        records: PatrimoineRecords(file, chunk: chunk), context: context, size: file.size,
        findings: findings, report: PatrimoineReport(file: name, findings: findings))
      return try reading.read(listener, progress)
    } catch {
      findings.add(
        PatrimoineFinding(
          .unreadableFile, error.message.text, line: error.message.line,
          remedy: error.message.remedy))
      return PatrimoineReport(file: name, findings: findings)
    }
  }

  private mutating func read(
    _ listener: ((PatrimoineFinding) -> Void)?, _ progress: (Progress) -> Bool
  ) throws(ImportFailure) -> PatrimoineReport? {
    guard try begin(), let header = try readHeader() else { return finished(nil) }
    let checker = PatrimoineChecker(
      context, header: header, findings: findings, expecting: expectedLines)
    checker.listener = listener
    var reported = 0
    while true {
      switch try records.next() {
      case .end:
        checker.finish()
        return finished(checker)
      case .unclosedQuote(let line): checker.reject(.unclosedQuote, line: line)
      case .invalidBytes(let line):
        checker.stop(Self.invalidBytes(line))
        return finished(checker)
      case .record(let line):
        if isBlank(records.fields) { continue }
        if records.isCutOff, records.fields.count < header.width {
          checker.stop(Self.truncated(line))
          return finished(checker)
        }
        checker.check(records.fields, line: line)
      }
      if checker.lines - reported >= 8192 {
        reported = checker.lines
        let now = Progress(lines: checker.lines, bytes: records.consumed, size: size)
        if !progress(now) { return nil }
      }
    }
  }

  private mutating func finished(_ checker: PatrimoineChecker?) -> PatrimoineReport {
    report.findings = checker?.findings ?? findings
    report.lines = checker?.lines ?? 0
    report.rejected = checker?.rejected ?? 0
    if records.text.encoding == .windows1252 {
      report.findings.add(PatrimoineFinding(.windows1252))
    }
    return report
  }

  /// Spreadsheets leave empty lines at the end, with or without separators.
  private func isBlank(_ fields: UnsafeBufferPointer<PatrimoineCell>) -> Bool {
    guard let first = fields.first, first.bytes.isEmpty || first.bytes[0] == 0x20 else {
      return false
    }
    return fields.allSatisfy { $0.bytes.allSatisfy { $0 == 0x20 } }
  }

  /// A little more than the lines of the shortest plausible kind that the file can hold.
  private var expectedLines: Int { min(size / 200, 1_200_000) }
}

extension PatrimoineReading {
  /// Takes what may stand before the header; false when the file cannot be read any further.
  private mutating func begin() throws(ImportFailure) -> Bool {
    let head = try records.peek(3)
    if head.isEmpty {
      findings.add(PatrimoineFinding(.unreadableFile, "Fichier vide."))
      return false
    }
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      findings.add(
        PatrimoineFinding(
          .unreadableFile, "Fichier illisible : il est encodé en UTF-16.",
          remedy: "Enregistrez-le au format « CSV UTF-8 (délimité par des points-virgules) »."))
      return false
    }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      records.skip(3)
      records.declareUTF8()
    }
    let told = try records.peek(5)
    if told.starts(with: Array("sep=".utf8)), let byte = told.last, told.count == 5 {
      if byte != UInt8(ascii: ";") {
        let separator = Character(Unicode.Scalar(byte))
        findings.add(PatrimoineHeader.wrongSeparator(separator, line: 1))
        return false
      }
      try records.skipLine()
    }
    while try records.peek(1) == [UInt8(ascii: "#")] { try records.skipLine() }
    return true
  }

  private mutating func readHeader() throws(ImportFailure) -> PatrimoineHeader? {
    switch try records.next() {
    case .end, .unclosedQuote: findings.add(PatrimoineFinding(.headerMissing))
    case .invalidBytes(let line): findings.add(Self.invalidBytes(line))
    case .record(let line):
      let names = records.fields.map {
        ImportCell.clean(String(decoding: $0.bytes, as: UTF8.self)).text
      }
      let header = PatrimoineHeader(reading: names, line: line, into: &findings)
      if !findings.codes.contains(where: { $0.isStructural && $0.severity == .blocking }) {
        return header
      }
    }
    return nil
  }

  private static func invalidBytes(_ line: Int) -> PatrimoineFinding {
    PatrimoineFinding(
      .invalidBytes,
      "Octets invalides à la ligne \(line) : le fichier semble tronqué ou mélange deux encodages.")
  }

  private static func truncated(_ line: Int) -> PatrimoineFinding {
    PatrimoineFinding(
      .invalidBytes, "Le fichier semble tronqué : sa dernière ligne s'arrête avant la fin.",
      line: line)
  }
}
