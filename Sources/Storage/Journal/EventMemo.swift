import Domain

/// Events already decoded, by what they were decoded from: of what is read when all dossiers are
/// gone through, four events in five say in the same words what another one said.
///
/// For a passage through many streams; whoever reads one dossier has nothing to gain.
final class EventMemo {
  private struct Key: Hashable {
    let kind: String
    let schema: Int
    let payload: String
  }

  /// Longer payloads hold an identity of their own and come once.
  private static let longest = 80
  /// A few megabytes at most; past it the memory begins anew.
  private static let limit = 16_384

  private var events: [Key: DossierEvent] = [:]

  /// The event of a payload, decoded unless it has been before.
  func event(
    _ kind: String, _ schema: Int, _ payload: String, decode: () throws -> DossierEvent
  ) rethrows -> DossierEvent {
    guard payload.utf8.count <= Self.longest else { return try decode() }
    let key = Key(kind: kind, schema: schema, payload: payload)
    if let known = events[key] { return known }
    let event = try decode()
    if events.count >= Self.limit { events.removeAll(keepingCapacity: true) }
    events[key] = event
    return event
  }
}
