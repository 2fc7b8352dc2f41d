/// What a role may do of an action: one cell of the rights matrix, or the union of several.
public struct Right: Hashable, Sendable {
  /// The grants, in the order in which the matrix writes them; none for « – ».
  public let grants: [Grant]

  /// A right made of those grants.
  public init(_ grants: [Grant]) {
    self.grants = grants
  }

  /// No right.
  public static let none = Right([])

  /// Whether nothing at all is granted.
  public var isNone: Bool { grants.isEmpty }

  /// What either right grants.
  public func union(_ other: Right) -> Right {
    Right(grants + other.grants.filter { !grants.contains($0) })
  }

  /// How far the right reaches on one affair.
  ///
  /// - Parameters:
  ///   - own: whether the affair is the operator's bailleur's, or the operator's own where the
  ///     matrix says « own ».
  ///   - part: the part of the action that is meant, for those that the matrix splits (the
  ///     decision of a CALEOL, the answer to a difficulty); nil for the whole action.
  public func standing(own: Bool, part: Restriction? = nil) -> Standing {
    grants.map { $0.standing(own: own, part: part) }.max() ?? .none
  }
}

/// One thing that a cell of the rights matrix grants.
public struct Grant: Hashable, Sendable {
  /// How much is granted.
  public let level: Level
  /// The part to which it is limited, or what the matrix notes beside it.
  public let restriction: Restriction?

  /// A grant.
  public init(_ level: Level, _ restriction: Restriction? = nil) {
    self.level = level
    self.restriction = restriction
  }

  fileprivate func standing(own: Bool, part: Restriction?) -> Standing {
    if let restriction, restriction.limits, restriction != part { return .none }
    let isBound = level == .ownBailleur && restriction != .anyBailleur
    guard own || !(isBound || restriction?.bindsToOwn == true) else { return .none }
    return switch level {
    case .full, .ownBailleur, .part: .act
    case .onBehalf: .actOnBehalf
    case .read: .read
    case .readMinimal: .readMinimal
    }
  }
}

/// How much a grant gives: the signs of the rights matrix.
public enum Level: String, Hashable, CaseIterable, Sendable {
  /// « ● »: act, for every bailleur.
  case full = "●"
  /// « ◐ »: act, for the operator's own bailleur only.
  case ownBailleur = "◐"
  /// « ○ »: act « au nom de » a bailleur, with a reason that is journaled.
  case onBehalf = "○"
  /// « L »: read.
  case read = "L"
  /// « l »: read the minimum, or aggregates.
  case readMinimal = "l"
  /// A word instead of a sign: act, on what the restriction names.
  case part = ""
}

/// How far a right reaches on one affair; the later cases include the earlier ones.
public enum Standing: Int, Hashable, Comparable, Sendable {
  /// Not at all.
  case none
  /// Read the minimum.
  case readMinimal
  /// Read.
  case read
  /// Act in the name of a bailleur, with a reason.
  case actOnBehalf
  /// Act.
  case act

  /// Whether `left` reaches less far than `right`.
  public static func < (left: Standing, right: Standing) -> Bool { left.rawValue < right.rawValue }
}

extension Right {
  /// Reads a cell of the table in ``Permission``: grants joined by `+`, each a sign, a word, or a
  /// sign, a colon and a word; `–` for no right.
  ///
  /// - Returns: nil when the cell is not so written.
  init?(notation cell: Substring) {
    guard cell != "–" else {
      self = .none
      return
    }
    var grants: [Grant] = []
    for piece in cell.split(separator: "+", omittingEmptySubsequences: false) {
      guard let grant = Grant(notation: piece) else { return nil }
      grants.append(grant)
    }
    self.init(grants)
  }

  /// The cell as the table in ``Permission`` writes it.
  var notation: String {
    isNone ? "–" : grants.map(\.notation).joined(separator: "+")
  }
}

extension Grant {
  fileprivate init?(notation: Substring) {
    let halves = notation.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    switch (Level(rawValue: halves[0]), Restriction(rawValue: halves[halves.count - 1])) {
    case (let level?, nil) where halves.count == 1 && level != .part: self.init(level)
    case (nil, let restriction?) where halves.count == 1: self.init(.part, restriction)
    case (let level?, let restriction?) where halves.count == 2 && level != .part:
      self.init(level, restriction)
    default: return nil
    }
  }

  fileprivate var notation: String {
    guard let restriction else { return level.rawValue }
    return level == .part ? restriction.rawValue : "\(level.rawValue):\(restriction.rawValue)"
  }
}
