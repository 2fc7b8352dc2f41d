import Domain
import FoundationEssentials

/// Events as the journal's JSON, and back.
///
/// An event's JSON is `{"kind":{…}}`; the journal keeps the kind in its own column, so that only
/// the inner object is stored as the payload. Keys are sorted: the same event gives the same bytes
/// on every machine, which the chain depends on.
struct EventCoding {
  private let encoder: JSONEncoder

  init() {
    encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  /// The payload of an event, without its kind.
  func payload<Event: JournaledEvent>(of event: Event) throws -> String {
    let whole = String(decoding: try encoder.encode(event), as: UTF8.self)
    return String(whole.dropFirst("{\"\(event.kind)\":".utf8.count).dropLast())
  }

  /// The event that a kind and a payload stand for.
  ///
  /// - Throws: `DecodingError` when the kind is unknown here or the payload is not of its shape.
  static func event<Event: JournaledEvent>(
    _ type: Event.Type, kind: String, payload: String
  ) throws -> Event {
    try JSONTape("{\"", kind, "\":", payload, "}").decode(type)
  }
}
