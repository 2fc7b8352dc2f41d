/// Where an annonce stands for the moderation: computed, never typed.
public enum AnnonceStatus: String, Codable, CaseIterable, Sendable {
  /// On the platform, looked at by nobody, which only a draw would ask for.
  case published = "PUBLIEE"
  case reported = "SIGNALEE"
  case conforme = "CONFORME"
  case correction = "CORRECTION_DEMANDEE"
  /// Changed since a decision asked for it: to be looked at again.
  case corrected = "CORRIGEE"
  case masked = "MASQUEE"
  case suspended = "SUSPENDUE"
  case withdrawn = "RETIREE"

  /// The status as operators read it.
  public var label: String {
    switch self {
    case .published: "publiée"
    case .reported: "à vérifier : signalée"
    case .conforme: "conforme"
    case .correction: "correction demandée"
    case .corrected: "corrigée, à revoir"
    case .masked: "masquée"
    case .suspended: "suspendue"
    case .withdrawn: "retirée"
    }
  }
}

extension Annonce {
  /// The decisions that bear on the version on the platform, in order: a suspension and a masked
  /// annonce last through the versions, until a later one is found to conform.
  public var effective: [RecordedDecision] {
    guard let current else { return [] }
    var effective: [RecordedDecision] = []
    for recorded in standing {
      let isCurrent = recorded.decision.version == current.number
      switch recorded.decision.ruling {
      case .conforme:
        effective.removeAll { $0.decision.version < recorded.decision.version }
        if isCurrent { effective.append(recorded) }
      case .suspended, .masked(.annonce): effective.append(recorded)
      case .correction, .masked: if isCurrent { effective.append(recorded) }
      }
    }
    return effective
  }

  /// Whether a decision asked for something on an earlier version, and nobody has looked at the
  /// one that came since.
  public var awaitsReview: Bool {
    guard let current, withdrawnOn == nil, let last = standing.last?.decision else { return false }
    return last.version < current.number && last.ruling != .conforme
  }

  /// The parts of the version on the platform that are masked.
  public var maskedParts: [AnnoncePart] {
    let parts = effective.compactMap { recorded in
      if case .masked(let part) = recorded.decision.ruling { part } else { nil }
    }
    return Set(parts).sorted()
  }

  /// Whether the annonce is suspended.
  public var isSuspended: Bool { effective.contains { $0.decision.ruling == .suspended } }

  /// Where the annonce stands.
  public var status: AnnonceStatus {
    if withdrawnOn != nil { return .withdrawn }
    if isSuspended { return .suspended }
    if maskedParts.contains(.annonce) { return .masked }
    if !openReports.isEmpty { return .reported }
    if awaitsReview { return .corrected }
    if effective.contains(where: { $0.decision.ruling == .correction }) { return .correction }
    guard maskedParts.isEmpty else { return .masked }
    return effective.isEmpty ? .published : .conforme
  }

  /// The status in words, with what is masked.
  public var statusWords: String {
    let parts = maskedParts
    guard status == .masked, !parts.contains(.annonce) else {
      return isUnderReview ? "\(status.label), à revoir" : status.label
    }
    return "masquée : \(parts.map(\.french).joined(separator: ", "))"
  }

  private var isUnderReview: Bool {
    (status == .suspended || status == .masked) && awaitsReview
  }
}
