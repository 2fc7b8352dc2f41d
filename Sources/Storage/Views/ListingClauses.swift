import Domain

/// A listing as the clauses of a statement: the range of an index, in its order.
struct ListingClauses {
  /// Whether the rows are read against the order of the index.
  var isDescending: Bool
  /// The column of `dossier_side` that the order goes by, before the number.
  private let key: String
  private let index: String
  private var conditions: [String]
  private var arguments: [any SQLBindable]

  init(_ listing: DossierListing) {
    let scope = listing.scope
    let isAlerts = listing.queue == .alerts
    (key, index) =
      switch listing.order.sort {
      // NOT INDEXED is the table itself, which is kept in the order of the rank.
      case .due where isAlerts: ("s.alert_from", "INDEXED BY dossier_side_alert")
      case .due: ("s.rank", "NOT INDEXED")
      case .reference: ("s.reference", "INDEXED BY dossier_side_reference")
      case .bailleurs: ("s.partners", "INDEXED BY dossier_side_partners")
      case .actor: ("s.actor", "INDEXED BY dossier_side_actor")
      case .step: ("s.step", "INDEXED BY dossier_side_step")
      case .latest: ("s.moved_on", "INDEXED BY dossier_side_moved")
      }
    isDescending = listing.order.isDescending
    let audience =
      listing.queue == .mine ? DossierView.audience(of: scope.person) : scope.audience
    conditions = ["s.audience = ?", "s.is_open = ?"]
    arguments = [audience, listing.queue != .closed]
    narrow(to: listing.queue, on: scope.today)
  }

  private mutating func narrow(to queue: DossierQueue, on today: Day) {
    switch queue {
    case .mine, .ours: add("s.awaited = 1 AND s.since <= ?", today)
    // The rank of what is dated is its due day.
    case .late: add("s.awaited = 1 AND s.rank < ?", today)
    case .soon: add("s.awaited = 1 AND s.rank BETWEEN ? AND ?", today, today + 3)
    case .alerts: add("s.alert_from <= ?", today)
    case .waiting: add("s.awaited = 0")
    case .open, .closed: break
    case .constitution, .preInstruction, .instruction, .caleol, .condition, .attributed, .moving:
      let steps = DossierStatus.allCases.filter { $0.queue == queue }.map(\.step)
      // The plus keeps SQLite from leaving the order of the index for the statuses' sake.
      conditions.append("+s.step IN (\(steps.map { _ in "?" }.joined(separator: ", ")))")
      arguments += steps
    }
  }

  /// Adds a condition.
  mutating func add(_ condition: String, _ values: any SQLBindable...) {
    add(condition, values)
  }

  /// Adds a condition with the values of its parameters.
  mutating func add(_ condition: String, _ values: [any SQLBindable]) {
    conditions.append(condition)
    arguments += values
  }

  /// Leaves the rows that come after one in the order, that one out.
  mutating func keepAfter(_ place: ListingPlace) {
    add("(\(key), s.number) \(isDescending ? "<" : ">") (?, ?)", place.key, place.number)
  }

  /// Turns the order round: what comes after a row is then what came before it.
  func reversed() -> ListingClauses {
    var clauses = self
    clauses.isDescending.toggle()
    return clauses
  }

  /// A statement over these rows, in their order.
  ///
  /// - Parameters:
  ///   - columns: what is read of a row `s`.
  ///   - join: the tables joined to it.
  ///   - isOrdered: whether the order matters.
  func statement(
    _ columns: String, join: String = "", isOrdered: Bool = true
  ) -> (sql: String, arguments: [any SQLBindable]) {
    let direction = isDescending ? " DESC" : ""
    let order = isOrdered ? " ORDER BY \(key)\(direction), s.number\(direction)" : ""
    let filter = conditions.joined(separator: " AND ")
    return (
      "SELECT \(columns) FROM dossier_side AS s \(index) \(join) WHERE \(filter)\(order)", arguments
    )
  }

  /// The statement that finds where a dossier stands, without a row when it is not in the listing.
  func placeStatement(of number: Int) -> (sql: String, arguments: [any SQLBindable]) {
    let filter = (["s.number = ?"] + conditions).joined(separator: " AND ")
    return (
      "SELECT \(key) FROM dossier_side AS s INDEXED BY dossier_side_number WHERE \(filter)",
      [number] + arguments
    )
  }
}

/// Where a dossier stands in an order.
struct ListingPlace {
  let key: SQLValue
  let number: Int
}
