import Domain
import FoundationEssentials

/// A queue with a filter and an order, kept under a name: a « vue ».
public struct DossierVue: Equatable, Sendable {
  /// The longest name, in characters.
  public static let longestName = 40

  /// The name, as the operator wrote it.
  public var name: String
  /// The queue.
  public var queue: DossierQueue
  /// The words that narrow it, empty for none.
  public var filter: String
  /// The order.
  public var order: DossierOrder

  /// A vue.
  public init(name: String, queue: DossierQueue, filter: String, order: DossierOrder) {
    self.name = name
    self.queue = queue
    self.filter = filter
    self.order = order
  }
}

/// The vues of one person as the store has them.
private struct KeptVues: Codable {
  static let version = 1

  struct Vue: Codable {
    let name: String
    let queue: String
    let filter: String
    let sort: String
    let isReversed: Bool
  }

  let version: Int
  let vues: [Vue]
}

/// Vues are in the store rather than with the state of the screens: the words of a filter may say
/// something of a dossier, and then belong under the same lock.
extension Store {
  /// The vues that a person has kept, in their order.
  ///
  /// - Throws: `StorageError`, `Refusal` when a later version of the program has written them.
  public func vues(of person: OperatorID) throws -> [DossierVue] {
    guard let text = try Meta(reader).get(Self.vuesKey(person)) else { return [] }
    let kept = try? JSONDecoder().decode(KeptVues.self, from: Data(text.utf8))
    guard let kept, kept.version <= KeptVues.version else {
      throw Refusal(
        "Vos vues ont été écrites par une version plus récente du programme.",
        remedy: "Mettez habiter à jour pour les retrouver.")
    }
    return kept.vues.compactMap { vue in
      guard let queue = DossierQueue(rawValue: vue.queue),
        let sort = DossierSort(rawValue: vue.sort)
      else { return nil }
      return DossierVue(
        name: vue.name, queue: queue, filter: vue.filter,
        order: DossierOrder(sort, isReversed: vue.isReversed))
    }
  }

  /// Keeps the vues of a person, in the place of those kept before.
  ///
  /// - Throws: `Refusal` when the store only reads, when a later version has written vues, when a
  ///   new filter has a tenant's name; `StorageError`.
  public func keep(_ vues: [DossierVue], as session: Session) throws {
    let known = Set(try self.vues(of: session.actor.id).map(\.filter))
    for vue in vues where !known.contains(vue.filter) {
      try refuseTenant(in: vue.filter, session.audience)
    }
    let kept = KeptVues(
      version: KeptVues.version,
      vues: vues.map {
        .init(
          name: $0.name, queue: $0.queue.rawValue, filter: $0.filter,
          sort: $0.order.sort.rawValue, isReversed: $0.order.isReversed)
      })
    let text = String(decoding: try JSONEncoder().encode(kept), as: UTF8.self)
    try write { try Meta(writer).set(Self.vuesKey(session.actor.id), to: text) }
  }

  /// A name kept here would outlive its erasure in the vault (`domaine.md` §4).
  private func refuseTenant(in filter: String, _ organisation: OrganisationID?) throws {
    let words = filter.folded.split(whereSeparator: \.isWhitespace).map(String.init)
      .filter { $0.contains { $0.isLetter || $0.isNumber } }
    for word in words {
      let names =
        directory.organisations.values.map(\.name) + directory.operators.values.map(\.name)
      guard !names.contains(where: { SearchExpression.begins(word, $0) }),
        try finds(SearchExpression(word, in: "names", of: organisation)),
        try !finds(SearchExpression(word, in: "words", of: organisation))
      else { continue }
      throw Refusal(
        "« \(word) » est le nom d'un locataire : une vue ne le garde pas.",
        remedy: "Retirez-le du filtre, puis gardez la vue.")
    }
  }

  private func finds(_ expression: SearchExpression) throws -> Bool {
    let found: Int? = try reader.scalar(
      "SELECT rowid FROM dossier_search WHERE dossier_search MATCH ? LIMIT 1", [expression.text])
    return found != nil
  }

  private static func vuesKey(_ person: OperatorID) -> String { "vues \(person.text)" }
}
