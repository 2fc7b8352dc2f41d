import Domain

/// The orders in which a queue can be shown: one for each column of a list, each an index.
public enum DossierSort: String, CaseIterable, Sendable {
  case reference, step, bailleurs, due, actor, latest

  /// The order's name, in French.
  public var label: String {
    switch self {
    case .due: "échéance"
    case .reference: "dossier"
    case .step: "étape"
    case .bailleurs: "bailleurs"
    case .actor: "qui doit agir"
    case .latest: "mouvement"
    }
  }
}

/// An order and its direction.
public struct DossierOrder: Hashable, Sendable {
  /// What the dossiers are ordered by.
  public var sort: DossierSort
  /// Whether the order is turned round.
  public var isReversed: Bool

  /// Whether the column's values fall from the top of the list to its end: the latest movement
  /// comes first unless the order is turned round.
  public var isDescending: Bool { (sort == .latest) != isReversed }

  /// An order, in its own direction unless it is reversed.
  public init(_ sort: DossierSort = .due, isReversed: Bool = false) {
    self.sort = sort
    self.isReversed = isReversed
  }
}

/// Dossiers in an order: which queue, whose, on which day, how narrowed.
public struct DossierListing: Equatable, Sendable {
  /// The queue.
  public var queue: DossierQueue
  /// Whose dossiers, on which day, how narrowed.
  public var scope: QueueScope
  /// The order.
  public var order: DossierOrder

  /// A listing; the order by due day is each queue's own.
  public init(_ queue: DossierQueue, _ scope: QueueScope, order: DossierOrder = DossierOrder()) {
    self.queue = queue
    self.scope = scope
    self.order = order
  }
}

/// A listing as it was when it was read: how many dossiers it holds, each at an index from 0.
///
/// An index of the database keeps most listings in order, so nothing of them is held here; of a
/// listing that words narrow, the dossiers that have them.
public struct DossierSequence: Equatable, Sendable {
  /// What is listed.
  public let listing: DossierListing
  /// How many dossiers there are.
  public let count: Int
  /// The numbers of the dossiers in order, nil when an index has them.
  let found: [Int]?
}

/// A row whose index in a sequence is known, from which others are reached.
public struct DossierMark: Equatable, Sendable {
  /// The index, from 0.
  public var index: Int
  /// The dossier there.
  public var stream: StreamID

  /// A row at an index.
  public init(index: Int, stream: StreamID) {
    self.index = index
    self.stream = stream
  }
}
