import Domain
import Storage

/// What is typed to narrow the journal: a person or an organisation, a reference, one day or two,
/// « nur » for the consultations.
struct JournalQuery {
  let store: Store
  let today: Day

  /// What the words mean.
  ///
  /// - Throws: `Refusal` with what was not understood, `StorageError`.
  func filter(_ text: String) throws -> JournalFilter {
    var filter = JournalFilter()
    var names: [String] = []
    for word in text.split(separator: " ").map(String.init) {
      let folded = word.folded
      if folded == "nur" {
        filter.revealsOnly = true
      } else if word.contains("/") {
        let day = try Day.parse(french: word, today: today)
        filter.last = day
        filter.first = filter.first ?? day
      } else if word.contains(where: \.isNumber) {
        filter.stream = try stream(named: word)
      } else if !Self.joining.contains(folded) {
        names.append(word)
      }
    }
    if !names.isEmpty { filter.authors = try authors(named: names.joined(separator: " ")) }
    if let first = filter.first, let last = filter.last, first > last {
      (filter.first, filter.last) = (last, first)
    }
    return filter
  }

  /// What bears a reference.
  ///
  /// - Throws: `Refusal` when nothing here does.
  func stream(named reference: String) throws -> StreamID {
    guard let stream = try store.stream(named: reference) else {
      throw Refusal(
        "Rien ne porte la référence « \(reference.strippedOfControls) » ici.",
        remedy: "Une référence s'écrit D-2026-0412 (dossier), S-104233 (signalement).")
    }
    return stream
  }

  /// The people and the organisations whose name holds what was typed.
  ///
  /// - Throws: `Refusal` with the nearest name when none does.
  func authors(named typed: String) throws(Refusal) -> JournalFilter.Authors {
    let wanted = typed.folded
    let directory = store.directory
    let people = directory.operators.values.filter { $0.name.folded.contains(wanted) }
    let houses = directory.organisations.values.filter { $0.name.folded.contains(wanted) }
    guard people.isEmpty, houses.isEmpty else {
      return JournalFilter.Authors(people: Set(people.map(\.id)), houses: Set(houses.map(\.id)))
    }
    let known = directory.operators.values.map(\.name) + directory.organisations.values.map(\.name)
    let near = NearestWord.to(typed, among: known.sorted())
    throw Refusal(
      "Personne et aucun organisme ne s'appelle « \(typed.strippedOfControls) ».",
      remedy: near.map { "Vouliez-vous dire « \($0) » ?" })
  }

  private static let joining: Set = ["du", "au", "le", "de", "et", "par"]
}
