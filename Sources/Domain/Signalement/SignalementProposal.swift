/// What is known beside a signalement when its route is proposed.
public struct SignalementSituation: Equatable, Sendable {
  /// The message, as it was written.
  public var message: String
  /// The signalement of the same tenant that is still open, if there is one.
  public var sameTenant: SignalementLink?
  /// The open signalement that says the same, if there is one.
  public var sameWords: SignalementLink?
  /// The status of the bailleur's file; nil when nothing is known of it.
  public var patrimoine: PatrimoineStatus?
  /// The open dossier of the logement: its reference and where it stands.
  public var dossier: (reference: String, status: String)?
  /// Whether the stock has the logement; nil when the stock is not on this desk.
  public var knowsLogement: Bool?

  /// What is known beside a signalement: only its message, so far.
  public init(message: String) {
    self.message = message
  }

  /// Whether two know the same.
  public static func == (left: SignalementSituation, right: SignalementSituation) -> Bool {
    left.message == right.message && left.sameTenant == right.sameTenant
      && left.sameWords == right.sameWords && left.patrimoine == right.patrimoine
      && left.dossier?.reference == right.dossier?.reference
      && left.dossier?.status == right.dossier?.status && left.knowsLogement == right.knowsLogement
  }
}

/// The route proposed for a signalement, with the reason that the operator reads.
public struct SignalementProposal: Equatable, Sendable {
  /// How far the proposal may be trusted.
  public enum Certainty: String, Sendable {
    case sure, likely, weak

    /// As operators read it.
    public var label: String {
      switch self {
      case .sure: "sûr"
      case .likely: "probable"
      case .weak: "à vérifier"
      }
    }
  }

  /// The route.
  public let route: SignalementRoute
  /// Why, in one French sentence.
  public let reason: String
  /// How far it may be trusted.
  public let certainty: Certainty
  /// Why Actimage, when the route is Actimage's.
  public var ticketReason: TicketReason?
  /// The column at fault, when the route is a correction.
  public var column: PatrimoineColumn?
  /// The signalement of which it is a duplicate.
  public var original: SignalementLink?

  init(_ route: SignalementRoute, _ certainty: Certainty, _ reason: String) {
    self.route = route
    self.certainty = certainty
    self.reason = reason
  }
}

/// The rules that propose a route: the first that fits, in this order, says why.
///
/// Rules, not a learnt model: an operator must be able to see why, and to tell that it is wrong
/// (`domaine.md` §7-1).
extension Signalement {
  /// The route proposed.
  ///
  /// - Parameter situation: what is known beside it.
  public func proposal(in situation: SignalementSituation) -> SignalementProposal? {
    guard let reception, status.mover == .aatiko else { return nil }
    if status == .reponseATransmettre {
      return SignalementProposal(
        .reponse, .sure, "Actimage a clos son ticket : sa réponse est à transmettre au bailleur.")
    }
    if status == .demandeAatiko {
      return SignalementProposal(
        .reponse, .likely, "Le bailleur ne sait pas expliquer la difficulté (schéma, l. 234).")
    }
    let folded = situation.message.folded
    return byNature(reception) ?? byDuplicate(situation) ?? byDossier(reception, situation, folded)
      ?? byPlatform(folded) ?? byAnnonce(reception, folded) ?? byPatrimoine(situation, folded)
      ?? byClarity(situation, folded)
  }

  private func byNature(_ reception: SignalementReception) -> SignalementProposal? {
    if reception.nature == .inscription {
      return SignalementProposal(
        .renvoi, .sure, "Difficulté d'inscription : elle revient au bailleur (schéma, l. 237).")
    }
    guard reception.isRegistered || reception.nature == .bailleur else {
      return SignalementProposal(
        .renvoi, .sure, "Auteur non inscrit : son bailleur est son contact (schéma, l. 237).")
    }
    return nil
  }

  private func byDuplicate(_ situation: SignalementSituation) -> SignalementProposal? {
    if let link = situation.sameWords {
      var proposal = SignalementProposal(
        .doublon, .sure, "Même message que \(link.number), encore ouvert.")
      proposal.original = link
      return proposal
    }
    guard let link = situation.sameTenant else { return nil }
    var proposal = SignalementProposal(
      .doublon, .likely, "Même locataire et même objet que \(link.number), encore ouvert.")
    proposal.original = link
    return proposal
  }

  private func byDossier(
    _ reception: SignalementReception, _ situation: SignalementSituation, _ folded: String
  ) -> SignalementProposal? {
    guard let dossier = situation.dossier else { return nil }
    let words = SignalementKeywords.found(SignalementKeywords.dossier, in: folded)
    guard category == .dossier || !words.isEmpty else { return nil }
    return SignalementProposal(
      .reponse, .sure,
      "Le dossier \(dossier.reference) est \(dossier.status) : la réponse est connue.")
  }

  private func byPlatform(_ folded: String) -> SignalementProposal? {
    let account = SignalementKeywords.found(SignalementKeywords.account, in: folded)
    let technical = SignalementKeywords.found(SignalementKeywords.technical, in: folded)
    guard let first = technical.first ?? account.first else { return nil }
    let isSure = technical.count + account.count > 1 || category == .connexion
    var proposal = SignalementProposal(
      .actimage, isSure ? .sure : .likely,
      "Le message dit « \(first) » : problème de la plateforme (schéma, l. 248).")
    proposal.ticketReason = technical.isEmpty ? .technique : .dysfonctionnement
    return proposal
  }

  private func byAnnonce(
    _ reception: SignalementReception, _ folded: String
  ) -> SignalementProposal? {
    let words = SignalementKeywords.found(SignalementKeywords.moderation, in: folded)
    guard let word = words.first, category == .annonce || category == .comportement else {
      return nil
    }
    return SignalementProposal(
      .moderation, reception.annonce == nil ? .likely : .sure,
      "Le message dit « \(word) » d'une annonce : à modérer (schéma, l. 278).")
  }

  private func byPatrimoine(
    _ situation: SignalementSituation, _ folded: String
  ) -> SignalementProposal? {
    let found = SignalementKeywords.patrimoine.lazy.compactMap { column, words in
      SignalementKeywords.found(words, in: folded).first.map { (column, $0) }
    }.first
    guard category == .logement || (found != nil && category != .message) else { return nil }
    var reason =
      found.map { "Le message dit « \($0.1) », que donne le fichier patrimoine" }
      ?? "Le signalement porte sur les données du logement"
    if let status = situation.patrimoine, status != .upToDate {
      reason += " (\(status.label.lowercased()))"
    }
    if situation.knowsLogement == false { reason += ", où ce logement manque" }
    var proposal = SignalementProposal(
      .correction, found != nil && category == .logement ? .sure : .likely,
      reason + " (schéma, l. 249).")
    proposal.column = found?.0
    return proposal
  }

  private func byClarity(
    _ situation: SignalementSituation, _ folded: String
  ) -> SignalementProposal {
    let words = folded.split { !$0.isLetter && !$0.isNumber }.count
    if words < Self.fewWords {
      return SignalementProposal(
        .investigation, .likely,
        "Message de \(words.french("mot")) : pas assez clair pour investiguer (schéma, l. 250).")
    }
    if status == .reponseBailleur || status == .correctionAnnoncee {
      return SignalementProposal(.reponse, .likely, "Le bailleur a répondu.")
    }
    return SignalementProposal(
      .investigation, .weak, "Aucun mot connu : le bailleur peut préciser (schéma, l. 250).")
  }

  /// Under so many words a message is not clear enough to be looked into.
  private static let fewWords = 6
}
