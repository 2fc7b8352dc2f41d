import Domain
import Storage

/// « Pourquoi »: the events and the arithmetic behind every date and lateness of a dossier.
struct WhyLines {
  let detail: DossierDetail
  let world: World

  var lines: [FlowLine] {
    let words = detail.dossier.explanations(under: world.reglement).map {
      ExplanationWords($0, dossier: detail.dossier, world: world)
    }
    let headline = detail.dossier.headline(
      on: world.today, under: world.reglement, names: world.directory)
    let sections = ExplanationWords.Rank.allCases.flatMap { rank in
      section(rank.title, words.filter { $0.rank == rank })
    }
    return [FlowLine(headline, .title, indent: 2)] + sections
      + (words.isEmpty ? [FlowLine("Aucun délai n'a commencé.", .dim)] : [])
  }

  private func section(_ title: String, _ words: [ExplanationWords]) -> [FlowLine] {
    words.isEmpty ? [] : [FlowLine(), FlowLine(title, .label)] + words.flatMap(\.lines)
  }
}

extension ExplanationWords.Rank {
  fileprivate var title: String {
    switch self {
    case .late: "Hors délai"
    case .running: "En cours"
    case .indicative: "Indicatif : aide à suivre, jamais compté"
    case .stopped: "Arrêté"
    }
  }
}
