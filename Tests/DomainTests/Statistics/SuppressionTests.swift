import Testing

@testable import Domain

@Suite("Small figures are masked, with those that would give them away")
struct SuppressionTests {
  /// Parts and their whole; a masked one is nil.
  private func published(_ parts: [Int], limit: Int = 5) -> (parts: [Int?], whole: Int?) {
    var suppression = Suppression(limit: limit)
    let cells = parts.map { suppression.add($0) }
    let whole = suppression.add(parts.reduce(0, +), isSum: true)
    suppression.relate(whole, cells)
    suppression.settle()
    return (cells.map { suppression.shown($0) }, suppression.shown(whole))
  }

  @Test(
    "a line and its sum",
    arguments: [
      ([7, 9, 12], [7, 9, 12], 28),
      ([0, 9, 12], [0, 9, 12], 21),
      // The smallest that is large enough goes with the one that is too small.
      ([3, 9, 12], [nil, nil, 12], 24),
      ([5, 0, 8], [5, 0, 8], 13),
      // Two that share so few that either could only be small take a third.
      ([1, 1, 9, 20], [nil, nil, nil, 20], 31),
      ([4, 4, 9], [nil, nil, 9], 17),
      // Where nothing else counts anything, the sum goes.
      ([3, 0, 0], [nil, 0, 0], nil),
      ([2, 3, 0], [nil, nil, 0], nil),
      ([], [], 0),
    ] as [([Int], [Int?], Int?)])
  func line(parts: [Int], shown: [Int?], whole: Int?) {
    let published = published(parts)
    #expect(published.parts == shown)
    #expect(published.whole == whole)
  }

  @Test("in a table neither a row nor a column gives a figure away, nor several together")
  func table() {
    for seed in 0..<300 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let rows = Int.random(in: 2...7, using: &generator)
      let columns = Int.random(in: 2...5, using: &generator)
      var suppression = Suppression(limit: 5)
      var cells: [[Int]] = []
      for _ in 0..<rows {
        cells.append(
          (0..<columns).map { _ in
            suppression.add(generator.chance(60) ? Int.random(in: 0...12, using: &generator) : 40)
          })
      }
      let sums = cells.map { row in
        let sum = suppression.add(row.reduce(0) { $0 + suppression.values[$1] }, isSum: true)
        suppression.relate(sum, row)
        return sum
      }
      for column in 0..<columns {
        let parts = cells.map { $0[column] }
        let sum = suppression.add(parts.reduce(0) { $0 + suppression.values[$1] }, isSum: true)
        suppression.relate(sum, parts)
      }
      let all = suppression.add(sums.reduce(0) { $0 + suppression.values[$1] }, isSum: true)
      suppression.relate(all, sums)
      suppression.settle()
      let reader = NaiveReader(suppression)
      #expect(reader.recovered(truth: suppression.values).isEmpty, "seed \(seed)")
      let small = suppression.values.indices.filter { (1..<5).contains(suppression.values[$0]) }
      #expect(small.allSatisfy { suppression.shown($0) == nil }, "seed \(seed)")
    }
  }

  @Test("What a stage has shown stays shown, and what it has masked stays masked")
  func stages() {
    var suppression = Suppression(limit: 5)
    let january = suppression.add(3)
    suppression.settle()
    let february = suppression.add(8)
    suppression.settle()
    let sum = suppression.add(11, isSum: true)
    suppression.relate(sum, [january, february])
    suppression.settle()
    #expect(suppression.shown(january) == nil && suppression.shown(february) == 8)
    #expect(suppression.shown(sum) == nil)
  }

  @Test("Equations determine what follows from them together, and nothing else")
  func equations() {
    // a + b, b + c, c + a: each of the three follows, none from one equation.
    let triangle = [[(0, 1), (1, 1)], [(1, 1), (2, 1)], [(2, 1), (0, 1)]]
    #expect(LinearRecovery.determined(by: triangle.map { $0.map { ($0.0, $0.1) } }) == [0, 1, 2])
    let square = [[(0, 1), (1, 1)], [(2, 1), (3, 1)], [(0, 1), (2, 1)], [(1, 1), (3, 1)]]
    #expect(LinearRecovery.determined(by: square.map { $0.map { ($0.0, $0.1) } }).isEmpty)
    #expect(LinearRecovery.determined(by: [[(4, 1)], [(4, 1), (5, -2)]]) == [4, 5])
  }
}

/// Somebody who adds and subtracts what was published, without knowing how it was masked.
struct NaiveReader {
  var shown: [Int?]
  var equations: [[(cell: Int, coefficient: Int)]]

  init(shown: [Int?], equations: [[(cell: Int, coefficient: Int)]]) {
    self.shown = shown
    self.equations = equations
  }

  init(_ suppression: Suppression) {
    shown = suppression.values.indices.map { suppression.shown($0) }
    equations = suppression.relations.map(\.terms)
  }

  /// The masked figures that follow: by elimination, or because nothing else fits, a masked figure
  /// being one at least unless zeros had to be masked too.
  ///
  /// - Parameter truth: what the figures are: what is concluded wrongly is not recovered.
  func recovered(truth: [Int]) -> Set<Int> {
    let hidesZeros = shown.indices.contains { shown[$0] == nil && truth[$0] == 0 }
    return byElimination()
      .union(byRoom(from: hidesZeros ? 0 : 1).filter { truth[$0] == $1 }.keys)
  }

  private func byElimination() -> Set<Int> {
    let unknowns = shown.indices.filter { shown[$0] == nil }
    let place = Dictionary(uniqueKeysWithValues: unknowns.enumerated().map { ($1, $0) })
    var rows = equations.map { equation in
      var row = [Double](repeating: 0, count: unknowns.count)
      for (cell, coefficient) in equation {
        if let column = place[cell] { row[column] += Double(coefficient) }
      }
      return row
    }.filter { $0.contains { $0 != 0 } }
    var top = 0
    for column in unknowns.indices where top < rows.count {
      let best = rows.indices.dropFirst(top).max {
        abs(rows[$0][column]) < abs(rows[$1][column])
      }
      guard let best, abs(rows[best][column]) > 1e-9 else { continue }
      rows.swapAt(top, best)
      let factor = rows[top][column]
      rows[top] = rows[top].map { $0 / factor }
      let pivot = rows[top]
      for other in rows.indices where other != top && abs(rows[other][column]) > 1e-12 {
        let scale = rows[other][column]
        for index in column..<pivot.count { rows[other][index] -= scale * pivot[index] }
      }
      top += 1
    }
    let alone = rows.prefix(top).compactMap { row -> Int? in
      let held = row.indices.filter { abs(row[$0]) > 1e-7 }
      return held.count == 1 ? unknowns[held[0]] : nil
    }
    return Set(alone)
  }

  private func byRoom(from least: Int) -> [Int: Int] {
    var low = shown.map { $0 ?? least }
    var high = shown.map { $0 ?? 1_000_000 }
    for _ in 0..<200 {
      var changed = false
      for equation in equations {
        for (cell, coefficient) in equation where shown[cell] == nil {
          // coefficient · x = − the others, which lie between these two.
          var bottom = 0
          var top = 0
          for (other, factor) in equation where other != cell {
            bottom += factor > 0 ? -factor * high[other] : -factor * low[other]
            top += factor > 0 ? -factor * low[other] : -factor * high[other]
          }
          if coefficient < 0 { (bottom, top) = (-top, -bottom) }
          let own = abs(coefficient)
          let lower = bottom >= 0 ? (bottom + own - 1) / own : bottom / own
          let upper = top >= 0 ? top / own : -1
          if lower > low[cell], lower <= high[cell] { (low[cell], changed) = (lower, true) }
          if upper < high[cell], upper >= low[cell] { (high[cell], changed) = (upper, true) }
        }
      }
      if !changed { break }
    }
    let single = shown.indices.filter { shown[$0] == nil && low[$0] == high[$0] }
    return Dictionary(uniqueKeysWithValues: single.map { ($0, low[$0]) })
  }
}
