import Domain
import Foundation

/// One event of each kind and shape of the signalements and the canned replies, in the order of the
/// lines of `Tests/Fixtures/signalement-events-v1.jsonl`. A line that is there stays as it is for
/// ever.
enum SignalementEventSamples {
  private static let words = SignalementMessage(
    "s-text", reply: ReponseVersion(id: "etat-dossier", version: 2))

  static var reception: SignalementReception {
    var reception = SignalementReception(
      number: "S-104233", nature: .inscrit, bailleur: "org-a", category: .logement,
      channel: .courriel, receivedAt: Moment(seconds: 1_774_600_000), isRegistered: false,
      message: "s-message")
    reception.author = "s-author"
    reception.tenant = "s-tenant"
    reception.logement = "L/1 « é »"
    reception.annonce = "A-20412"
    reception.dossier = "D-2026-0412"
    return reception
  }

  static let signalements: [SignalementEvent] = [
    .received(reception: reception),
    .received(
      reception: SignalementReception(
        number: "S-1", nature: .bailleur, bailleur: "org-a", category: .autre,
        receivedAt: Moment(seconds: 1_774_600_000), message: "s-message")),
    .categorised(category: .comportement),
    .assigned(to: "op-1"),
    .released,
    .answered(message: words),
    .answered(message: SignalementMessage("s-text")),
    .actimageAsked(reason: .nonTestable, message: words),
    .correctionAsked(
      request: CorrectionRequest(
        logement: "L1", column: "surface_habitable", expected: "s-expected"), message: words),
    .correctionAsked(
      request: CorrectionRequest(logement: "L1", column: "etage", expected: "s-expected"),
      message: nil),
    .bailleurAsked(message: words),
    .bailleurAsked(message: nil),
    .sentBack(message: nil),
    .sentToModeration(message: words),
    .markedDuplicate(of: SignalementLink(stream: "signalement-0f1e", number: "S-1")),
    .unmarkedDuplicate,
    .bailleurAnswered(message: words, isQuestion: true),
    .aatikoAsked(message: words),
    .ticketOpened(request: "c-ask", number: 4233),
    .ticketFollowed(request: "c-ask", status: "Fermé", isClosed: true, note: "s-note"),
    .ticketFollowed(request: "c-ask", status: "En cours", isClosed: false, note: nil),
    .correctionFound(import: "c-import"),
    .resolved(message: nil),
    .explained(motive: .referenceInconnue, message: words),
    .closed(outcome: .sansSuite),
    .reopened(message: words),
    .noteAdded(note: "s-note", isInternal: true),
    .actUndone(command: "c-1"),
    .textsErased,
  ]

  static let reponses: [ReponsesEvent] = [
    .written(
      organisation: "org-aatiko",
      reponse: Reponse(
        id: "etat-dossier", version: 1, title: "État", route: .reponse, body: "Bonjour {numero}")),
    .withdrawn(organisation: "org-aatiko", reponse: "etat-dossier"),
  ]
}
