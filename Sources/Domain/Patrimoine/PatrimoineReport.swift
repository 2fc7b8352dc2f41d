/// What the check of a file gave, to be read by its sender.
public struct PatrimoineReport: Sendable {
  /// The file's name, without its folder.
  public var file: String
  /// The lines of logements read.
  public var lines: Int
  /// Those rejected.
  public var rejected: Int
  /// What was found.
  public var findings: PatrimoineFindings

  /// A report.
  public init(file: String, findings: PatrimoineFindings) {
    self.file = file
    lines = 0
    rejected = 0
    self.findings = findings
  }

  /// Whether the whole file is refused.
  public var isRefused: Bool { findings.isBlocked }

  /// The report as lines of French text: the counts of each code, then the first of each.
  public var french: [String] {
    let codes = findings.codes
    var page = ["Contrôle de \(file.strippedOfControls)", verdict]
    if !codes.isEmpty { page += ["", "Par code :"] + codes.map(count) }
    for code in codes {
      let found = findings.first(code)
      page += ["", "\(code.label) \(code.severity.label)"] + found.map { "  \($0.french)" }
      let others = findings.count(code) - found.count
      if others > 0 { page.append("  … et \(others) autre\(others > 1 ? "s" : "")") }
    }
    return page
  }

  /// What becomes of the file, one line.
  public var verdict: String {
    let counts =
      "\(Self.plural(lines, "ligne")) : \(Self.plural(lines - rejected, "acceptée")), "
      + "\(Self.plural(rejected, "rejetée")) ; \(Self.plural(warnings, "avertissement"))."
    if findings.codes.contains(where: { $0.severity == .blocking && !$0.awaitsConfirmation }) {
      return "Fichier refusé. \(counts)"
    }
    return isRefused
      ? "Fichier en attente de confirmation. \(counts)" : "Fichier accepté. \(counts)"
  }

  private var warnings: Int {
    findings.codes.filter { $0.severity == .warning }.map(findings.count).reduce(0, +)
  }

  private func count(_ code: PatrimoineCode) -> String {
    // The form holds examples where what was found holds what is so.
    let only = findings.count(code) == 1 ? findings.first(code).first?.text : nil
    return "  \(code.label) \(code.severity.label) × \(findings.count(code)) : "
      + (only ?? code.definition.form)
  }

  /// « 1 ligne », « 2 lignes »; French counts zero as one.
  private static func plural(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number > 1 ? "s" : "")"
  }
}
