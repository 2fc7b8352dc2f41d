/// Counts that are published together, with those masked that are too small and those that would
/// give them away.
///
/// Everything published is a *cell*, and everything that a reader can add up is a *relation*
/// between cells. Cells come in stages, as months pass: what a stage masked or showed stays so,
/// since it has been read.
///
/// Two things hold after each stage. No masked cell follows from the relations by additions and
/// subtractions, of however many tables. And in no relation do the masked cells leave one of them
/// less room than up to ``limit``: that a few cells share three households tells who has one.
struct Suppression {
  /// The identity of a cell.
  typealias Cell = Int

  /// Cells whose values, times their coefficients, add up to nothing.
  struct Relation: Sendable {
    let terms: [(cell: Cell, coefficient: Int)]
  }

  /// The smallest count that is shown, besides zero: nobody is counted there.
  let limit: Int
  private(set) var values: [Int] = []
  private(set) var isMasked: [Bool] = []
  private(set) var relations: [Relation] = []
  private var isSum: [Bool] = []
  private var relationsOfCell: [[Int]] = []
  /// Where the cells and the relations of the stage begin that is not settled yet.
  private var stage = (cell: 0, relation: 0)

  init(limit: Int) {
    self.limit = limit
  }

  /// Adds a cell.
  ///
  /// - Parameter isSum: whether others add up to it; such a one is masked last.
  mutating func add(_ value: Int, isSum: Bool = false) -> Cell {
    values.append(value)
    isMasked.append(false)
    self.isSum.append(isSum)
    relationsOfCell.append([])
    return values.count - 1
  }

  /// Says that cells add up to others.
  mutating func relate(_ terms: [(cell: Cell, coefficient: Int)]) {
    for (cell, _) in terms { relationsOfCell[cell].append(relations.count) }
    relations.append(Relation(terms: terms))
  }

  /// Says that parts add up to a whole.
  mutating func relate(_ whole: Cell, _ parts: [Cell]) {
    relate([(whole, -1)] + parts.map { ($0, 1) })
  }

  /// What is published of a cell, nil when it is masked.
  func shown(_ cell: Cell) -> Int? { isMasked[cell] ? nil : values[cell] }

  /// Masks what must be among the cells added since the last stage.
  mutating func settle() {
    for cell in stage.cell..<values.count where (1..<limit).contains(values[cell]) {
      isMasked[cell] = true
    }
    repeat {
      while maskBesides() {}
    } while maskRecovered()
    stage = (values.count, relations.count)
  }

  /// Masks a cell more in each new relation that gives another away by itself.
  private mutating func maskBesides() -> Bool {
    var changed = false
    for index in stage.relation..<relations.count where givesAway(relations[index]) {
      if maskOne(in: index) { changed = true }
    }
    return changed
  }

  /// Whether the shown cells of a relation leave the masked ones too little room.
  private func givesAway(_ relation: Relation) -> Bool {
    var known = 0
    var room = 0
    var signs: Set<Int> = []
    var count = 0
    for (cell, coefficient) in relation.terms {
      if isMasked[cell] {
        room += abs(coefficient)
        signs.insert(coefficient.signum())
        count += 1
      } else {
        known += coefficient * values[cell]
      }
    }
    if count == 0 { return false }
    if count == 1 { return true }
    // Those on either side can all be larger than they are.
    guard signs.count == 1 else { return false }
    return relation.terms.contains { cell, coefficient in
      let own = abs(coefficient)
      return isMasked[cell] && (abs(known) - (room - own)) / own < limit
    }
  }

  /// Masks the smallest cell of the stage that a relation still shows, sums last, zeros after them.
  private mutating func maskOne(in index: Int) -> Bool {
    let open = relations[index].terms.map(\.cell).filter {
      $0 >= stage.cell && !isMasked[$0] && !isTold($0)
    }
    let next = open.min { left, right in rank(left) < rank(right) }
    guard let next else { return false }
    isMasked[next] = true
    return true
  }

  /// Whether what earlier stages have shown adds up to a cell: masking it would hide nothing.
  private func isTold(_ cell: Cell) -> Bool {
    relationsOfCell[cell].contains { index in
      relations[index].terms.allSatisfy { other, _ in
        other == cell || (other < stage.cell && !isMasked[other])
      }
    }
  }

  private func rank(_ cell: Cell) -> (Int, Int, Int) {
    (values[cell] == 0 ? 2 : isSum[cell] ? 1 : 0, values[cell], cell)
  }

  /// Masks a cell more beside each one that follows from several relations together, or that they
  /// leave one value.
  private mutating func maskRecovered() -> Bool {
    let touched = relationsTouched()
    let equations = touched.map { index in relations[index].terms.filter { isMasked[$0.cell] } }
    let determined = LinearRecovery.determined(by: equations) + cornered(by: touched)
    var changed = false
    for cell in determined {
      if relationsOfCell[cell].contains(where: { maskOne(in: $0) }) { changed = true }
    }
    if changed || determined.isEmpty { return changed }
    // What gives them away lies further off.
    return touched.contains { maskOne(in: $0) }
  }

  /// The relations through which masked cells hang together with those of the stage.
  private func relationsTouched() -> [Int] {
    var found: Set<Int> = []
    var ahead = (stage.cell..<values.count).filter { isMasked[$0] }
    for index in stage.relation..<relations.count {
      ahead += relations[index].terms.map(\.cell).filter { isMasked[$0] }
    }
    var seen = Set(ahead)
    while let cell = ahead.popLast() {
      for index in relationsOfCell[cell] where found.insert(index).inserted {
        for (other, _) in relations[index].terms
        where isMasked[other] && seen.insert(other).inserted { ahead.append(other) }
      }
    }
    return found.sorted()
  }

  /// The masked cells for which one value alone is left when each of them is one at least.
  private func cornered(by touched: [Int]) -> [Cell] {
    var rooms = CellRooms(most: 2 * (values.max() ?? 0) + 2)
    for _ in 0..<Self.rounds {
      var changed = false
      for index in touched {
        let known = relations[index].terms.reduce(0) { sum, term in
          isMasked[term.cell] ? sum : sum + term.coefficient * values[term.cell]
        }
        let masked = relations[index].terms.filter { isMasked[$0.cell] }
        if rooms.narrow(masked, known: known) { changed = true }
      }
      if !changed { break }
    }
    return rooms.single
  }

  /// How often rooms are narrowed at most: those that creep on are wide enough.
  private static let rounds = 200
}

/// Between which values each masked cell may lie.
private struct CellRooms {
  let most: Int
  private var rooms: [Suppression.Cell: (low: Int, high: Int)] = [:]

  init(most: Int) { self.most = most }

  private func room(_ cell: Suppression.Cell) -> (low: Int, high: Int) {
    rooms[cell] ?? (1, most)
  }

  /// The cells left one value.
  var single: [Suppression.Cell] {
    rooms.filter { $0.value.low == $0.value.high }.map(\.key).sorted()
  }

  /// Narrows the cells of an equation: their values times their coefficients and what is known add
  /// up to nothing.
  mutating func narrow(
    _ terms: [(cell: Suppression.Cell, coefficient: Int)], known: Int
  ) -> Bool {
    var changed = false
    for (cell, coefficient) in terms {
      var least = -known
      var most = -known
      for (other, factor) in terms where other != cell {
        let (low, high) = room(other)
        least -= factor > 0 ? factor * high : factor * low
        most -= factor > 0 ? factor * low : factor * high
      }
      if coefficient < 0 { (least, most) = (-most, -least) }
      let own = abs(coefficient)
      let before = room(cell)
      let low = max(before.low, least > 0 ? (least + own - 1) / own : 0)
      let high = min(before.high, most >= 0 ? most / own : 0)
      // What does not fit is a zero that was masked: its reader would be misled, not told.
      guard low <= high, (low, high) != before else { continue }
      rooms[cell] = (low, high)
      changed = true
    }
    return changed
  }
}
