/// The rights matrix of the bourse, from which the screens, the Domain and the server's row filters
/// take theirs.
public enum Permission {
  /// What a role may do of an action.
  ///
  /// - Parameters:
  ///   - role: a column of the matrix.
  ///   - action: a line of the matrix.
  public static func right(of role: Role, to action: Action) -> Right {
    matrix[action]?[role.index] ?? .none
  }

  /// The roles that may act, in the order of the matrix: those to whom a refused act belongs.
  ///
  /// - Parameters:
  ///   - action: a line of the matrix.
  ///   - part: the part of it that is meant, or nil for the whole.
  public static func roles(entitledTo action: Action, part: Restriction? = nil) -> [Role] {
    Role.allCases.filter {
      right(of: $0, to: action).standing(own: true, part: part) >= .actOnBehalf
    }
  }

  /// The parsed table. A cell that cannot be read grants nothing, as does a missing one; a test
  /// compares every cell with the document.
  private static let matrix: [Action: [Right]] = Dictionary(
    uniqueKeysWithValues: table.map { row in
      let cells = row.cells.split(separator: " ").map { Right(notation: $0) ?? .none }
      return (row.action, cells.count == Role.allCases.count ? cells : noRights)
    })

  private static let noRights = [Right](repeating: .none, count: Role.allCases.count)
}

extension Operator {
  /// What the operator may do of an action: the union over the roles held.
  public func right(to action: Action) -> Right {
    roles.sorted().reduce(.none) { $0.union(Permission.right(of: $1, to: action)) }
  }

  /// How far the operator reaches on one bailleur's affair.
  ///
  /// - Parameters:
  ///   - action: a line of the matrix.
  ///   - bailleur: whose affair it is, or nil when it is no bailleur's.
  ///   - part: the part of the action that is meant, or nil for the whole.
  public func standing(
    to action: Action, of bailleur: OrganisationID?, part: Restriction? = nil
  ) -> Standing {
    right(to: action).standing(own: bailleur == organisation, part: part)
  }

  /// Refuses when the operator may not act, saying to whom the act belongs.
  ///
  /// - Parameters:
  ///   - action: a line of the matrix.
  ///   - bailleur: whose affair it is, or nil when it is no bailleur's.
  ///   - part: the part of the action that is meant, or nil for the whole.
  /// - Returns: `.act`, or `.actOnBehalf` when a reason must be asked for and journaled.
  /// - Throws: a refusal such as « Vous êtes contact 2 : pré-instruire et instruire revient à :
  ///   administrateur, contact 1. »
  @discardableResult
  public func authorise(
    _ action: Action, of bailleur: OrganisationID?, part: Restriction? = nil
  ) throws(Refusal) -> Standing {
    let standing = standing(to: action, of: bailleur, part: part)
    guard standing < .actOnBehalf else { return standing }
    if right(to: action).standing(own: true, part: part) >= .actOnBehalf {
      throw Refusal("Vous ne pouvez \(action.label) que pour votre organisme.")
    }
    let held = roles.sorted().map(\.label).joined(separator: ", ")
    let entitled = Permission.roles(entitledTo: action, part: part).map(\.label)
    throw Refusal(
      "Vous êtes \(held.isEmpty ? "sans rôle" : held) : \(action.label) revient à : "
        + entitled.joined(separator: ", ") + ".")
  }
}
