/// What an import, or several in a row, did to a logement.
public enum LogementChange: Equatable, Sendable {
  /// It came, with these values.
  case added(LogementValues)
  /// It went; it had these values.
  case removed(LogementValues)
  /// Columns of it changed; never none.
  case changed([PatrimoineColumn: ValueChange])
}

/// What a column went from and to; nil is no value.
public struct ValueChange: Equatable, Sendable {
  /// The value before.
  public var before: String?
  /// The value after.
  public var after: String?

  /// A change.
  public init(_ before: String?, _ after: String?) {
    self.before = before
    self.after = after
  }
}

/// The values of a logement, by column; empty ones are left out.
public typealias LogementValues = [PatrimoineColumn: String]

extension LogementChange {
  /// What several imports in a row did together; nil when nothing is left of it.
  ///
  /// - Parameter steps: what each did, the first first.
  public static func net(_ steps: [LogementChange]) -> LogementChange? {
    guard var net = steps.first else { return nil }
    var isNothing = false
    for step in steps.dropFirst() {
      if isNothing {
        (net, isNothing) = (step, false)
      } else if let both = net.followed(by: step) {
        net = both
      } else {
        isNothing = true
      }
    }
    return isNothing ? nil : net
  }

  /// This change, then that one, as one; nil when that one undid it.
  private func followed(by next: LogementChange) -> LogementChange? {
    switch (self, next) {
    case (.added(let values), .changed(let changes)): .added(Self.applied(changes, to: values))
    case (.added, .removed): nil
    case (.changed(let changes), .removed(let values)):
      .removed(Self.undone(changes, from: values))
    case (.changed(let first), .changed(let second)): Self.joined(first, second)
    case (.removed(let before), .added(let after)): Self.difference(before, after)
    // History that cannot be: what is told last is kept.
    case (.removed, .removed), (.removed, .changed), (.added, .added), (.changed, .added): next
    }
  }

  /// What changed from one state to the other, nil when nothing did; the day of the last update
  /// of the record is no change of the logement.
  public static func difference(
    _ before: LogementValues, _ after: LogementValues
  ) -> LogementChange? {
    var changes: [PatrimoineColumn: ValueChange] = [:]
    for column in PatrimoineColumn.allCases
    where column.isCompared && before[column] != after[column] {
      changes[column] = ValueChange(before[column], after[column])
    }
    return changes.isEmpty ? nil : .changed(changes)
  }

  private static func joined(
    _ first: [PatrimoineColumn: ValueChange], _ second: [PatrimoineColumn: ValueChange]
  ) -> LogementChange? {
    let both = first.merging(second) { ValueChange($0.before, $1.after) }
      .filter { $0.value.before != $0.value.after }
    return both.isEmpty ? nil : .changed(both)
  }

  private static func applied(
    _ changes: [PatrimoineColumn: ValueChange], to values: LogementValues
  ) -> LogementValues {
    var values = values
    for (column, change) in changes { values[column] = change.after }
    return values
  }

  private static func undone(
    _ changes: [PatrimoineColumn: ValueChange], from values: LogementValues
  ) -> LogementValues {
    var values = values
    for (column, change) in changes { values[column] = change.before }
    return values
  }
}

extension PatrimoineColumn {
  /// Whether another value there is a change of the logement: `date_maj`, the day on which the
  /// record was touched, moves alone in many extractions.
  public var isCompared: Bool { self != .updated }
}
