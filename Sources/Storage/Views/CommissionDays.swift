import Domain
import FoundationEssentials

/// The sessions of a commission that were typed here, as the store has them.
private struct KeptDays: Codable {
  static let version = 1

  let version: Int
  /// Days by their numbers, under the bailleur's id.
  let days: [String: [Int]]
}

/// The calendars of the commissions, as far as dossiers do not tell them: days of this post, which
/// no journal shares.
extension Store {
  private static let commissionsKey = "seances"

  /// The sessions typed, by bailleur.
  ///
  /// - Throws: `StorageError`, `Refusal` when a later version of the program has written them.
  public func commissionDays() throws -> [OrganisationID: Set<Day>] {
    guard let text = try Meta(reader).get(Self.commissionsKey) else { return [:] }
    let kept = try? JSONDecoder().decode(KeptDays.self, from: Data(text.utf8))
    guard let kept, kept.version <= KeptDays.version else {
      throw Refusal(
        "Les calendriers saisis l'ont été par une version plus récente du programme.",
        remedy: "Mettez habiter à jour pour les retrouver.")
    }
    let days = kept.days.map { (OrganisationID($0), Set($1.map(Day.init(number:)))) }
    return Dictionary(uniqueKeysWithValues: days)
  }

  /// Keeps the sessions typed of a bailleur's commission, in the place of those kept before.
  ///
  /// - Throws: `Refusal` when the store only reads or a later version has written them,
  ///   `StorageError`.
  public func keep(_ days: Set<Day>, ofCommissionOf bailleur: OrganisationID) throws {
    var all = try commissionDays()
    all[bailleur] = days.isEmpty ? nil : days
    let kept = KeptDays(
      version: KeptDays.version,
      days: Dictionary(
        uniqueKeysWithValues: all.map { ($0.text, $1.map(\.number).sorted()) }))
    let text = String(decoding: try JSONEncoder().encode(kept), as: UTF8.self)
    try write { try Meta(writer).set(Self.commissionsKey, to: text) }
  }
}
