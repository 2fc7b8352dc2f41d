import Glibc
import Testing

@testable import TUI

@Suite("A note is written in the operator's editor")
struct EditorTests {
  @Test("What the editor gives back stands in the note")
  func comesBack() throws {
    let desk = try Desk()
    desk.edited = "Vu avec le locataire.\nRappeler lundi.\n"
    desk.press("2 n <Ctrl-E>")
    #expect(desk.hasForm)
    #expect(desk.screen.contains("Vu avec le locataire.  (2 lignes)"))
  }

  @Test("An editor that fails says so, and the note stays as it was")
  func fails() throws {
    let desk = try Desk()
    desk.press("2 n")
    desk.type("Vu")
    desk.press("<Ctrl-E>")
    #expect(desk.hasForm)
    #expect(desk.toast?.contains("le texte est inchangé") == true)
    #expect(desk.screen.contains("Vu"))
  }

  @Test("An editor that cannot be started says which, why and what to do")
  func absent() {
    let message = Message.failure(TerminalError.programFailed("/nulle/part", ENOENT))
    guard case .said(let toast) = message else {
      Issue.record("nothing said")
      return
    }
    #expect(toast.kind == .error)
    #expect(toast.text.contains("/nulle/part") && toast.text.contains("EDITOR"))
  }
}
