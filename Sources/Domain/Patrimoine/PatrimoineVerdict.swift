/// What becomes of a file that was checked.
public enum PatrimoineVerdict: String, Codable, CaseIterable, Sendable {
  /// The stock stays as it was.
  case refused
  /// The stock waits: somebody has to confirm it.
  case held
  /// Every line is taken.
  case accepted
  /// The lines without error are taken.
  case acceptedWithRejects

  /// The verdict of a report.
  public init(_ report: PatrimoineReport) {
    self.init(of: report.findings.codes, rejected: report.rejected)
  }

  /// The verdict of what was found.
  ///
  /// - Parameter rejected: how many lines are rejected.
  init(of codes: [PatrimoineCode], rejected: Int) {
    let blocking = codes.filter { $0.severity == .blocking }
    if blocking.contains(where: { !$0.awaitsConfirmation }) {
      self = .refused
    } else if !blocking.isEmpty {
      self = .held
    } else {
      self = rejected == 0 ? .accepted : .acceptedWithRejects
    }
  }

  /// As it is told.
  public var french: String {
    switch self {
    case .refused: "refusé"
    case .held: "à confirmer"
    case .accepted: "accepté"
    case .acceptedWithRejects: "accepté, avec des lignes rejetées"
    }
  }

  /// Whether the file is the stock from then on.
  public var isAccepted: Bool { self == .accepted || self == .acceptedWithRejects }

  /// Whether a stock was made of the file.
  public var hasStock: Bool { self != .refused }
}
