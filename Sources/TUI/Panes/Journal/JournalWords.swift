import Domain
import Storage

/// A line of the journal in words, those of the histories.
struct JournalWords {
  let line: JournalLine
  let names: Directory

  /// What happened.
  var what: String {
    let words: String =
      switch line.event {
      case let event as DossierEvent: EventWords(names: names, dossier: .empty).brief(of: event)
      case let event as SignalementEvent: SignalementEventWords(names: names).sentence(of: event)
      case let event as PatrimoineEvent: PatrimoineEventWords(names: names).brief(of: event)
      case let event as AnnonceEvent: AnnonceEventWords(names: names).brief(of: event)
      case let event as ReponsesEvent: Self.words(of: event)
      case let event as RappelEvent: RappelEventWords(names: names).brief(of: event)
      case let event as ReglesEvent: Self.words(of: event)
      case let event as AlertDigestEvent: words(of: event)
      case .some(TirageEvent.saltDrawn(_, let month, _)):
        "sel du tirage \(month.frenchOf) tiré"
      case nil: "acte écrit par une version plus récente d'habiter"
      default: line.kind
      }
    return CellText.sanitized(words.capitalisedFirst)
  }

  private static func words(of event: ReponsesEvent) -> String {
    switch event {
    case .written(_, let reponse): "réponse type « \(reponse.title) », version \(reponse.version)"
    case .withdrawn(_, let id): "réponse type « \(id) » retirée"
    }
  }

  private static func words(of event: ReglesEvent) -> String {
    switch event {
    case .changed(_, let version):
      "règle « \(version.rule.label) » : \(version.rule.french(version.value)) à partir du "
        + version.effectiveFrom.french
    }
  }

  private func words(of event: AlertDigestEvent) -> String {
    switch event {
    case .issued(let recipient, _, let day, let mentions):
      "récapitulatif du \(day.french) à \(names.name(of: recipient) ?? recipient.text), "
        + mentions.count.french("alerte")
    }
  }

  /// Who did it: a name, or the identity where this desk does not know the person.
  var who: String { CellText.sanitized(names.name(of: line.author) ?? line.author.text) }

  /// « C. Martin, contact 1, Bailleur A », with in whose name it was done.
  var signature: String {
    let acting = line.onBehalfOf.map { ", au nom de \(names.name(of: $0))" } ?? ""
    return CellText.sanitized(
      "\(who), \(line.role.label), \(names.name(of: line.organisation))\(acting)")
  }

  /// « 24/03/2026 10:05 ».
  var when: String { "\(ParisTime.day(of: line.moment).french) \(line.moment.frenchClock)" }

  /// Whether others know of it.
  var state: String { line.isWaiting ? "sur ce poste" : "confirmé" }
}
