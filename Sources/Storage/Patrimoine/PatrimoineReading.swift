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
  ///   - hooks: who follows the reading.
  /// - Returns: the report, nil when it was stopped.
  public static func check(
    _ path: String, named name: String? = nil, in context: PatrimoineContext, chunk: Int = 1 << 20,
    hooks: PatrimoineHooks = PatrimoineHooks()
  ) -> PatrimoineReport? {
    let name = name ?? PatrimoineReading.name(of: path)
    var findings = PatrimoineFindings(limit: context.keptFindings)
    let first = PatrimoineFileName.check(name, in: context) + hooks.known
    first.forEach { findings.add($0) }
    let file: FileBytes
    do throws(ImportFailure) {
      file = try FileBytes(path: path, limits: limits)
    } catch {
      first.forEach { hooks.listener?($0) }
      return unreadable(error, name, findings, hooks)
    }
    let records = PatrimoineRecords(file, chunk: chunk)
    records.tap = hooks.bytes
    var reading = PatrimoineReading(
      records: records, context: context, size: file.size, findings: findings,
      report: PatrimoineReport(file: name, findings: findings))
    do throws(ImportFailure) {
      guard let report = try reading.read(hooks) else { return nil }
      // The digest is that of the whole file, though it may have been refused at its first line.
      if hooks.bytes != nil { try records.skipAll() }
      return report
    } catch {
      return unreadable(error, name, findings, hooks)
    }
  }

  private static func unreadable(
    _ error: ImportFailure, _ name: String, _ findings: PatrimoineFindings,
    _ hooks: PatrimoineHooks
  ) -> PatrimoineReport {
    let finding = PatrimoineFinding(
      .unreadableFile, error.message.text, line: error.message.line,
      remedy: error.message.remedy)
    hooks.listener?(finding)
    var report = PatrimoineReport(file: name, findings: findings)
    report.findings.add(finding)
    return report
  }

  /// The name of a file, without its folder.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private mutating func read(
    _ hooks: PatrimoineHooks
  ) throws(ImportFailure) -> PatrimoineReport? {
    let header = try begin() ? readHeader() : nil
    for code in findings.codes { findings.first(code).forEach { hooks.listener?($0) } }
    guard let header else { return finished(nil, hooks) }
    let checker = PatrimoineChecker(
      context, header: header, findings: findings, expecting: expectedLines)
    checker.listener = hooks.listener
    var reported = 0
    while true {
      switch try records.next() {
      case .end:
        checker.finish()
        return finished(checker, hooks)
      case .unclosedQuote(let line): checker.reject(.unclosedQuote, line: line)
      case .invalidBytes(let line):
        checker.stop(Self.invalidBytes(line))
        return finished(checker, hooks)
      case .record(let line):
        if isBlank(records.fields) { continue }
        if records.isCutOff, records.fields.count < header.width {
          checker.stop(Self.truncated(line))
          return finished(checker, hooks)
        }
        if checker.check(records.fields, line: line), let accepted = hooks.accepted,
          !accepted(checker)
        {
          return nil
        }
      }
      if checker.lines - reported >= 4096 {
        reported = checker.lines
        let now = Progress(lines: checker.lines, bytes: records.consumed, size: size)
        if !hooks.progress(now) { return nil }
      }
    }
  }

  private mutating func finished(
    _ checker: PatrimoineChecker?, _ hooks: PatrimoineHooks
  ) -> PatrimoineReport {
    report.findings = checker?.findings ?? findings
    report.lines = checker?.lines ?? 0
    report.rejected = checker?.rejected ?? 0
    if records.text.encoding == .windows1252 {
      let finding = PatrimoineFinding(.windows1252)
      report.findings.add(finding)
      hooks.listener?(finding)
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

/// Who follows the reading of a file.
public struct PatrimoineHooks {
  /// Findings known before the file is read.
  public var known: [PatrimoineFinding] = []
  /// Is told every finding in words, as it comes.
  public var listener: ((PatrimoineFinding) -> Void)?
  /// Is told how far it is every few thousand lines; false stops it.
  public var progress: (PatrimoineReading.Progress) -> Bool = { _ in true }
  /// Is given each line that was accepted, while its fields are there; false stops it.
  var accepted: ((PatrimoineChecker) -> Bool)?
  /// Is given the bytes of the file as they are read.
  var bytes: ((UnsafeRawBufferPointer) -> Void)?

  /// Nobody.
  public init() {}
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
