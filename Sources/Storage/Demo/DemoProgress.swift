/// How far the making of a demonstration has come.
public struct DemoProgress: Equatable, Sendable {
  /// The parts of the work, in order.
  public enum Part: Sendable {
    /// Which dossiers there are to be.
    case planning
    /// Their acts, decided and stored.
    case making
    /// The indexes of the lists.
    case indexing
    /// The patrimoines of the bailleurs.
    case patrimoine
    /// The signalements, and what became of them.
    case signalements
    /// The annonces of the bailleurs' tenants.
    case annonces
  }

  /// The part that is being done.
  public let part: Part
  /// How many of its dossiers are done.
  public let done: Int
  /// How many there are in all.
  public let total: Int

  init(_ part: Part, _ done: Int, _ total: Int) {
    (self.part, self.done, self.total) = (part, done, total)
  }
}
