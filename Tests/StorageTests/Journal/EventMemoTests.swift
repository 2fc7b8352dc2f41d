import Domain
import Testing

@testable import Storage

/// What has been decoded once is not decoded again, and is never taken for something else.
@Suite struct EventMemoTests {
  @Test func `The same words are decoded once, others each by themselves`() {
    let memo = EventMemo()
    var decoded = 0
    func event(_ kind: String, _ schema: Int, _ payload: String, _ event: DossierEvent) {
      let found = memo.event(kind, schema, payload) {
        decoded += 1
        return event
      }
      #expect(found == event)
    }
    for _ in 1...3 {
      event("dossier.volet_closed", 1, #"{"volet":"A"}"#, .voletClosed(volet: .a))
      event("dossier.volet_closed", 1, #"{"volet":"B"}"#, .voletClosed(volet: .b))
      event("dossier.offer_accepted", 1, #"{"volet":"A"}"#, .offerAccepted(volet: .a))
      event("dossier.offer_accepted", 2, #"{"volet":"A"}"#, .offerAccepted(volet: .b))
    }
    #expect(decoded == 4)
    let long = String(repeating: "x", count: 100)
    for _ in 1...3 { event("dossier.volet_closed", 1, long, .voletClosed(volet: .a)) }
    #expect(decoded == 7)
  }

  @Test func `What cannot be decoded is tried again, and nothing is kept of it`() {
    let memo = EventMemo()
    struct Broken: Error {}
    #expect(throws: Broken.self) { try memo.event("k", 1, "{}") { throw Broken() } }
    let event = memo.event("k", 1, "{}") { .voletClosed(volet: .a) }
    #expect(event == .voletClosed(volet: .a))
  }
}
