import Domain
import Foundation
import Testing

@testable import TUI

/// The table of keys in `docs/guide.md` is the key map's; `HABITER_UPDATE_GUIDE=1` rewrites it.
@Suite("The guide tells the keys as they are")
struct GuideTests {
  @Test("The guide's table of keys is the one of the key map")
  func tableIsCurrent() throws {
    try GeneratedTable(
      page: "guide.md", marker: "touches", header: ["touches", "effet", "où"],
      rows: Self.rows(of: .standard)
    ).check()
  }

  @Test("The guide's exit codes are the program's, and the acts of scripts are all told")
  func commandTablesAreCurrent() throws {
    try GeneratedTable(
      page: "guide.md", marker: "codes", header: ["code", "ce qu'il dit"],
      rows: ExitCode.allCases.map { ["\($0.rawValue)", $0.label] }
    ).check()
    try GeneratedTable(
      page: "commandes.md", marker: "actes", header: ["acte", "ce qu'il fait"],
      rows: DossierAct.written.map { ["`\($0.word)`", $0.traits.label] }
    ).check()
  }

  @Test("Every binding has its line, under the place where it works")
  func everyBindingIsTold() {
    let told = Self.rows(of: .standard).map { $0[1] }
    #expect(told == KeyMap.standard.bindings.map(\.help))
  }

  @Test("A key that would end a cell or begin a quotation is written so that it shows")
  func awkwardKeys() {
    #expect(Self.code("|") == "`\\|`")
    #expect(Self.code("`") == "`` ` ``")
    #expect(Self.code("g g") == "`g g`")
  }

  private static func rows(of keyMap: KeyMap) -> [[String]] {
    keyMap.bindings.map { binding in
      let keys = binding.keys.map { code(KeyMap.name(of: $0)) }.joined(separator: " ")
      return [keys, binding.help, places(of: binding)]
    }
  }

  private static func places(of binding: Binding) -> String {
    Place.allCases.filter { binding.places.contains($0) }
      .map { $0.heading.lowercased() }.joined(separator: ", ")
  }

  private static func code(_ key: String) -> String {
    if key.contains("`") { return "`` \(key) ``" }
    return "`\(key.replacingOccurrences(of: "|", with: "\\|"))`"
  }
}
