/// A version in the base of a month's draw, with its place in the order.
public struct DrawTicket: Equatable, Sendable {
  /// The platform's number of the annonce.
  public var annonce: String
  /// The version.
  public var version: Int
  /// Whose tenant's it is.
  public var bailleur: OrganisationID
  /// Its place in the order of the draw (`Draw.rank`).
  public var rank: Int64
  /// Whether it was verified before the month ended.
  public var isKept: Bool
  /// Whether it was verified since.
  public var isVerified: Bool
  /// Whether it was found not to conform.
  public var isNonConforme: Bool

  /// A ticket.
  public init(
    annonce: String, version: Int, bailleur: OrganisationID, rank: Int64, isKept: Bool = false,
    isVerified: Bool = false, isNonConforme: Bool = false
  ) {
    self.annonce = annonce
    self.version = version
    self.bailleur = bailleur
    self.rank = rank
    self.isKept = isKept
    self.isVerified = isVerified
    self.isNonConforme = isNonConforme
  }

  /// The ticket of an entry under a salt.
  public init(_ entry: DrawEntry, salt: DrawSalt) {
    self.init(
      annonce: entry.annonce, version: entry.version, bailleur: entry.bailleur,
      rank: Draw.rank(entry.annonce, version: entry.version, month: entry.month, salt: salt),
      isKept: entry.isVerifiedInMonth, isVerified: entry.verification != nil,
      isNonConforme: entry.isNonConforme)
  }

  /// Before another one in the order of the draw.
  static func precedes(_ left: DrawTicket, _ right: DrawTicket) -> Bool {
    (left.rank, left.annonce, left.version) < (right.rank, right.annonce, right.version)
  }
}

/// What a month's draw chose of its base.
///
/// While the month lasts, what lies under the rate is drawn as it is published. Once it is over the
/// draw is topped up: every bailleur with enough annonces is brought within its bounds, then the
/// next smallest hashes bring the whole to the rate.
public struct MonthDraw: Equatable, Sendable {
  /// How a version came to be drawn.
  public enum Cause: String, Sendable {
    /// Its hash is under the rate.
    case rate
    /// The bailleur had too few.
    case bailleur
    /// The whole had too few.
    case whole

    /// The cause as operators read it.
    public var french: String {
      switch self {
      case .rate: "tirée"
      case .bailleur: "complément du bailleur"
      case .whole: "complément du mois"
      }
    }
  }

  /// The base, in the order of the draw.
  public let base: [DrawTicket]
  /// The rules it was drawn under.
  public let rules: DrawRules
  /// Why each ticket of the base was drawn; nil for the others.
  public private(set) var causes: [Cause?]
  /// How many that lay under the rate were let go, since their bailleur had too many.
  public private(set) var released = 0

  /// Draws.
  ///
  /// - Parameters:
  ///   - base: the tickets, in any order.
  ///   - isOver: whether the month is over.
  public init(_ base: [DrawTicket], under rules: DrawRules, isOver: Bool) {
    self.base = base.sorted(by: DrawTicket.precedes)
    self.rules = rules
    causes = self.base.map { Draw.value(ofRank: $0.rank) < rules.threshold ? .rate : nil }
    if isOver { topUp() }
  }

  /// The tickets drawn, in the order of the draw.
  public var drawn: [DrawTicket] { zip(base, causes).filter { $1 != nil }.map(\.0) }

  /// A digest of the list drawn, by which two desks compare theirs.
  public var digest: String {
    var hash = SHA256()
    for ticket in drawn {
      hash.update("\(ticket.annonce.utf8.count):\(ticket.annonce)|\(ticket.version)\n")
    }
    return SHA256.hex(hash.finalize())
  }

  private mutating func topUp() {
    var places: [OrganisationID: [Int]] = [:]
    for (place, ticket) in base.enumerated() { places[ticket.bailleur, default: []].append(place) }
    let large = places.filter { $0.value.count >= rules.size }
    for (_, places) in large.sorted(by: { $0.key < $1.key }) { balance(places) }
    var room = large.mapValues { places in greatest(of: places.count) - drawnCount(places) }
    var missing = Self.part(rules.share, of: base.count) - drawnCount(Array(base.indices))
    for place in base.indices where causes[place] == nil && missing > 0 {
      let bailleur = base[place].bailleur
      if let left = room[bailleur] {
        guard left > 0 else { continue }
        room[bailleur] = left - 1
      }
      causes[place] = .whole
      missing -= 1
    }
  }

  /// Brings one bailleur within its bounds. What was verified is not taken back.
  private mutating func balance(_ places: [Int]) {
    var count = drawnCount(places)
    for place in places.reversed()
    where count > greatest(of: places.count) && causes[place] != nil && !base[place].isKept {
      causes[place] = nil
      released += 1
      count -= 1
    }
    for place in places
    where count < Self.part(rules.least, of: places.count) && causes[place] == nil {
      causes[place] = .bailleur
      count += 1
    }
  }

  private func drawnCount(_ places: [Int]) -> Int { places.count { causes[$0] != nil } }

  private func greatest(of count: Int) -> Int { count * rules.greatest / 100 }

  /// The least number that is at least that share, in percent.
  private static func part(_ share: Int, of count: Int) -> Int { (count * share + 99) / 100 }
}
