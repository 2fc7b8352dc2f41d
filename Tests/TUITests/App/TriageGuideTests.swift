import Testing

@testable import TUI

/// The keys of the triage in `docs/guide.md` are the key map's; `HABITER_UPDATE_GUIDE=1` rewrites
/// them.
@Suite("The guide tells the keys of the triage")
struct TriageGuideTests {
  @Test("The guide's table of the triage is the one of the key map")
  func table() throws {
    let bindings = KeyMap.signalements.filter { $0.places.contains(.signalement) }
    try GeneratedTable(
      page: "guide.md", marker: "tri", header: ["touche", "effet"],
      rows: bindings.map { ["`\($0.keysText)`", $0.help] }
    ).check()
  }
}
