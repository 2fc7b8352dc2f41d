/// Reads the reports of the mouse, as xterm defines them (ctlseqs, "Mouse Tracking").
enum MouseDecoder {
  /// The event of an SGR report, or nil when it is none that the program uses.
  ///
  /// - Parameter body: what follows CSI: `<`, button, column, row, and `M` or `m`.
  static func event(body: String) -> MouseEvent? {
    guard body.hasPrefix("<"), body.hasSuffix("M") else { return nil }
    let numbers = body.dropFirst().dropLast().split(separator: ";").map { Int($0) }
    guard numbers.count == 3, let button = numbers[0], let column = numbers[1],
      let row = numbers[2]
    else { return nil }
    return event(button: button, column: column, row: row)
  }

  /// The event of an X10 report: button, column and row, each 32 more than it is.
  static func event(report: [Unicode.Scalar]) -> MouseEvent? {
    guard report.count == 3 else { return nil }
    let numbers = report.map { Int($0.value) - 32 }
    return event(button: numbers[0], column: numbers[1], row: numbers[2])
  }

  private static func event(button: Int, column: Int, row: Int) -> MouseEvent? {
    guard column >= 1, row >= 1 else { return nil }
    // Shift, Alt and Ctrl add 4, 8 and 16, and change nothing here.
    let kind: MouseEvent.Kind
    switch button & ~0b11100 {
    case 0: kind = .click
    case 64: kind = .wheelUp
    case 65: kind = .wheelDown
    default: return nil
    }
    return MouseEvent(kind: kind, position: Position(column: column - 1, row: row - 1))
  }
}
