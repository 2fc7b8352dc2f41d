/// A column of a table.
struct TableColumn: Hashable, Sendable {
  /// The direction in which a column sorts the rows.
  enum Sort: Hashable, Sendable {
    case ascending, descending
  }

  var title: String
  /// Fewest columns of the screen that it can be read in.
  var minimum: Int
  /// Most columns of the screen that it can use; nil when more is always better.
  var maximum: Int?
  /// Its share of the room that is left, against the other columns' shares.
  var flex = 0
  /// The higher, the longer it stays when room is short.
  var priority = 0
  var alignment = Alignment.left
  var sort: Sort?
}

/// How wide each column of a table is in a given room.
enum TableLayout {
  /// Blank columns between two columns.
  static let gap = 2

  /// The widths of the columns, nil for those that have no room.
  ///
  /// Columns of low priority leave first, the rightmost of them before the others; what room
  /// is left goes to the columns by their shares, none beyond its maximum.
  static func widths(of columns: [TableColumn], in width: Int) -> [Int?] {
    var kept = Array(columns.indices)
    while kept.count > 1, needed(kept.map { columns[$0] }) > width {
      let victim = kept.indices.min { left, right in
        let (a, b) = (columns[kept[left]].priority, columns[kept[right]].priority)
        return a == b ? left > right : a < b
      }
      if let victim { kept.remove(at: victim) }
    }
    var widths = [Int?](repeating: nil, count: columns.count)
    for index in kept { widths[index] = min(columns[index].minimum, max(0, width)) }
    share(width - needed(kept.map { columns[$0] }), among: kept, of: columns, into: &widths)
    return widths
  }

  private static func needed(_ columns: [TableColumn]) -> Int {
    columns.reduce(0) { $0 + $1.minimum } + gap * max(0, columns.count - 1)
  }

  private static func share(
    _ room: Int, among kept: [Int], of columns: [TableColumn], into widths: inout [Int?]
  ) {
    var room = room
    while room > 0 {
      let open = kept.filter { index in
        columns[index].flex > 0 && (widths[index] ?? 0) < columns[index].maximum ?? .max
      }
      let shares = open.reduce(0) { $0 + columns[$1].flex }
      guard shares > 0 else { return }
      let round = room
      for index in open where room > 0 {
        let wanted = max(1, round * columns[index].flex / shares)
        let missing = (columns[index].maximum ?? .max) - (widths[index] ?? 0)
        let given = min(wanted, missing, room)
        widths[index, default: 0] += given
        room -= given
      }
    }
  }
}

extension [Int?] {
  fileprivate subscript(index: Int, default value: Int) -> Int {
    get { self[index] ?? value }
    set { self[index] = newValue }
  }
}
