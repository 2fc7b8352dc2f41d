import Domain
import Testing

@testable import Storage

/// What was ever written in a journal stays readable, and is always written by the same bytes.
@Suite struct EventCodingTests {
  @Test func `Every event that ever shipped is read as what it meant`() throws {
    let lines = try EventSamples.shipped()
    let expected = try EventSamples.version1()
    #expect(lines.count == expected.count)
    for (line, event) in zip(lines, expected) {
      let read = try EventCoding.event(DossierEvent.self, kind: line.kind, payload: line.payload)
      #expect(read == event, "\(line.kind)")
      #expect(line.schema == 1)
    }
  }

  @Test func `Events of the current schema are written by the bytes that shipped`() throws {
    #expect(DossierEvent.schema == 1)
    for (line, event) in zip(try EventSamples.shipped(), try EventSamples.version1()) {
      #expect(event.kind == line.kind)
      #expect(try EventCoding().payload(of: event) == line.payload, "\(line.kind)")
    }
  }

  @Test func `No kind is without a sample`() throws {
    let kinds = Set(try EventSamples.shipped().map(\.kind))
    #expect(kinds == Set(DossierEvent.CodingKeys.allCases.map(\.rawValue)))
  }

  @Test(arguments: [
    ("dossier.nur_entered", #"{"volet":"A"}"#), ("dossier.nur_entered", "{"),
    ("dossier.prepared", #"{"step":"peinture","volet":"A"}"#), ("dossier.unheard_of", "{}"),
  ])
  func `What has another shape is refused, never guessed`(kind: String, payload: String) {
    #expect(throws: (any Error).self) {
      try EventCoding.event(DossierEvent.self, kind: kind, payload: payload)
    }
  }
}
