import Domain
import Foundation
import Testing

@testable import Storage

/// What the signalements wrote in a journal stays readable, and is always written by the same
/// bytes.
@Suite struct SignalementCodingTests {
  private static let file = "signalement-events-v1"

  @Test func `Every event that ever shipped is read as what it meant, and written so`() throws {
    let lines = try EventSamples.shipped(Self.file)
    let all: [any JournaledEvent] =
      SignalementEventSamples.signalements + SignalementEventSamples.reponses
    #expect(lines.count == all.count)
    for (line, event) in zip(lines, all) {
      #expect(try EventCoding().payload(of: event) == line.payload, "\(line.kind)")
      #expect(event.kind == line.kind)
      #expect(line.schema == 1)
    }
    for (line, event) in zip(lines, SignalementEventSamples.signalements) {
      let read = try EventCoding.event(
        SignalementEvent.self, kind: line.kind, payload: line.payload)
      #expect(read == event, "\(line.kind)")
    }
    let rest = lines.dropFirst(SignalementEventSamples.signalements.count)
    for (line, event) in zip(rest, SignalementEventSamples.reponses) {
      let read = try EventCoding.event(ReponsesEvent.self, kind: line.kind, payload: line.payload)
      #expect(read == event, "\(line.kind)")
    }
  }

  @Test func `No kind is without a sample`() throws {
    let kinds = Set(try EventSamples.shipped(Self.file).map(\.kind))
    let known =
      SignalementEvent.CodingKeys.allCases.map(\.rawValue)
      + ReponsesEvent.CodingKeys.allCases.map(\.rawValue)
    #expect(kinds == Set(known))
  }
}
