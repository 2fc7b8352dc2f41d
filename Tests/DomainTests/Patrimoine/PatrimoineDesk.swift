@testable import Domain

/// Lines of a patrimoine file made from the sample's first one, and what the checker says of them.
struct PatrimoineDesk {
  static let today = Day(year: 2026, month: 3, day: 2) ?? Day(number: 0)

  /// The context of a bailleur whose lists are all known.
  static var context: PatrimoineContext {
    var context = PatrimoineContext(
      today: today, sender: try? SIRET(parsing: "99900001100018"), errorShare: 5)
    context.reservataires = ["Ville de Montreuil": true, "Préfecture de région": false]
    context.accounts = ["c.martin@bailleur-a.example", "l.petit@bailleur-a.example"]
    context.domains = ["bailleur-a.example"]
    return context
  }

  /// The sample's first line with those changes.
  static func line(_ changes: [PatrimoineColumn: String] = [:]) -> [String] {
    PatrimoineColumn.allCases.map { changes[$0] ?? $0.definition.example }
  }

  /// Checks lines that begin under a header on line 1.
  static func check(
    _ lines: [[String]], context: PatrimoineContext = context, isFinished: Bool = false
  ) -> PatrimoineChecker {
    let checker = PatrimoineChecker(context, header: .complete)
    for (index, line) in lines.enumerated() { put(line, to: checker, line: index + 2) }
    if isFinished { checker.finish() }
    return checker
  }

  /// Hands a line over as the reader of files does.
  @discardableResult
  static func put(_ line: [String], to checker: PatrimoineChecker, line number: Int) -> Bool {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    for field in line {
      bytes += Array(field.utf8)
      ends.append(bytes.count)
    }
    return bytes.withUnsafeBufferPointer { all in
      var start = 0
      let cells = ends.map { end in
        defer { start = end }
        return PatrimoineCell(UnsafeBufferPointer(rebasing: all[start..<end]))
      }
      return cells.withUnsafeBufferPointer { checker.check($0, line: number) }
    }
  }

  /// The codes of a line, without « PAT- », in the order of the contract.
  static func codes(_ changes: [PatrimoineColumn: String]) -> [String] {
    let checker = check([line(changes)])
    return PatrimoineCode.allCases.flatMap { code in
      Array(repeating: String(code.label.dropFirst(4)), count: checker.findings.count(code))
    }
  }

  /// The first finding of a line.
  static func finding(_ code: PatrimoineCode, _ changes: [PatrimoineColumn: String]) -> String? {
    check([line(changes)]).findings.first(code).first?.french
  }
}
