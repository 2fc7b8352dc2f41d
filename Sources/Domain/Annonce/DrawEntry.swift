/// A version of an annonce that a month's draw may choose: published or substantially changed in
/// that month (AMB-19).
public struct DrawEntry: Equatable, Sendable {
  /// Whether the draw counts it.
  public enum Standing: String, Codable, Sendable {
    /// It is in the base.
    case counted = "BASE"
    /// It was reported before anybody had verified it: it is verified apart.
    case reported = "A_PART"
    /// It was replaced or withdrawn in the month before anybody had verified it.
    case gone = "PARTIE"
  }

  /// The platform's number of the annonce.
  public var annonce: String
  /// The version.
  public var version: Int
  /// Whose tenant's it is.
  public var bailleur: OrganisationID
  /// The month whose draw may choose it.
  public var month: CivilMonth
  /// Whether the draw counts it.
  public var standing: Standing
  /// The first verification of it, if any.
  public var verification: Verification?
  /// Whether a decision that it does not conform still holds.
  public var isNonConforme: Bool
  /// Whether it is on the platform.
  public var isOnline: Bool

  /// Who looked at a version first.
  public struct Verification: Equatable, Codable, Sendable {
    /// The day.
    public var day: Day
    /// The person.
    public var person: OperatorID
    /// How the annonce came to be looked at.
    public var origin: VerificationOrigin
  }

  /// Whether it was verified while its month lasted: no top-up takes that back.
  public var isVerifiedInMonth: Bool { verification.map { $0.day <= month.last } ?? false }
}

extension Annonce {
  /// The versions that a month's draw may choose, in order.
  ///
  /// What happens after the month's end changes nothing in its base: an annonce that is withdrawn
  /// or reported later was to be verified all the same.
  public var drawEntries: [DrawEntry] {
    guard let bailleur else { return [] }
    let (decisions, standing, reports) = (decisions, standing, reports)
    return versions.filter(\.isSubstantial).map { version in
      let month = CivilMonth(of: version.publishedOn)
      let verified = decisions.first { $0.decision.version == version.number }
      let reported = reports.first { $0.report.version == version.number }
      return DrawEntry(
        annonce: number, version: version.number, bailleur: bailleur, month: month,
        standing: Self.standing(
          in: month, verified: verified, reported: reported, ended: endings[version.number]),
        verification: verified.map {
          DrawEntry.Verification(
            day: $0.signature.day, person: $0.signature.operatorID, origin: $0.decision.origin)
        },
        isNonConforme: standing.contains {
          $0.decision.version == version.number && $0.decision.ruling != .conforme
        },
        isOnline: version.number == current?.number && withdrawnOn == nil)
    }
  }

  private static func standing(
    in month: CivilMonth, verified: RecordedDecision?, reported: RecordedReport?, ended: Day?
  ) -> DrawEntry.Standing {
    let firstLook = verified?.place ?? Int.max
    if let reported, reported.place < firstLook, reported.report.day <= month.last {
      return .reported
    }
    if verified == nil, let ended, ended <= month.last { return .gone }
    return .counted
  }
}
