/// Finds the unknowns of linear equations that these determine.
enum LinearRecovery {
  /// Coefficients are taken modulo a prime, in which a sum of a few small numbers is zero only when
  /// it is.
  private static let prime = 2_147_483_647

  /// The unknowns that follow from the equations, whatever stands on their other side.
  ///
  /// - Parameter equations: for each the unknowns with their coefficients.
  static func determined(by equations: [[(cell: Int, coefficient: Int)]]) -> [Int] {
    var rows: [[Int: Int]] = []
    /// The row in which an unknown is alone, in the order in which they were found.
    var pivots: [(unknown: Int, row: Int)] = []
    for equation in equations {
      var row: [Int: Int] = [:]
      for (cell, coefficient) in equation {
        row[cell, default: 0] += coefficient < 0 ? coefficient + prime : coefficient
      }
      for (unknown, index) in pivots {
        if let factor = row[unknown] { subtract(rows[index], times: factor, from: &row) }
      }
      guard let unknown = row.keys.min() else { continue }
      let inverse = power(row[unknown] ?? 1, prime - 2)
      for key in row.keys { row[key] = (row[key] ?? 0) * inverse % prime }
      for index in rows.indices {
        if let factor = rows[index][unknown] { subtract(row, times: factor, from: &rows[index]) }
      }
      pivots.append((unknown, rows.count))
      rows.append(row)
    }
    return pivots.filter { rows[$0.row].count == 1 }.map(\.unknown).sorted()
  }

  private static func subtract(_ row: [Int: Int], times factor: Int, from other: inout [Int: Int]) {
    for (key, value) in row {
      let left = ((other[key] ?? 0) - value * factor % prime + prime) % prime
      other[key] = left == 0 ? nil : left
    }
  }

  private static func power(_ base: Int, _ exponent: Int) -> Int {
    var (result, base, exponent) = (1, base % prime, exponent)
    while exponent > 0 {
      if exponent & 1 == 1 { result = result * base % prime }
      base = base * base % prime
      exponent >>= 1
    }
    return result
  }
}
