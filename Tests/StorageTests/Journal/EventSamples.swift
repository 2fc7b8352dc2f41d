import Domain
import Foundation

/// One event of each kind and shape that shipped with schema 1, in the order of the lines of
/// `Tests/Fixtures/events-v1.jsonl`. New kinds and shapes are added at the end of both; a line that
/// is there stays as it is for ever.
enum EventSamples {
  /// An event as it shipped.
  struct Line: Decodable {
    let kind: String
    let schema: Int
    let payload: String
  }

  static func shipped(_ name: String = "events-v1") throws -> [Line] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Fixtures/\(name).jsonl")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    return try text.split(separator: "\n").map { line in
      try JSONDecoder().decode(Line.self, from: Data(line.utf8))
    }
  }

  private static let reason = Reason(.ressources)
  private static let noted = Reason(.autreEcart, note: "s-note")
  private static let nur = SealedNUR(subject: "s-nur", digest: "0f1e")
  private static let day = Day(number: 20_536)

  static func version1() throws -> [DossierEvent] {
    try opening() + instruction + commission + move + course
  }

  private static func opening() throws -> [DossierEvent] {
    let logement = Logement(
      reference: "L/1 « é »", typologie: .t1bis, insee: try InseeCode(parsing: "2A004"),
      commune: "Évry \"centre\"")
    return [
      .created(
        reference: "D-2026-0412",
        volets: [
          NewVolet(
            name: .a, bailleur: "org-a", logement: logement, locataire: "s-la", contact1: "op-1",
            contact2: "op-2"),
          NewVolet(name: .b, bailleur: "org-b", logement: logement, locataire: "s-lb"),
        ]),
      .nurEntered(volet: .b, nur: nur),
      .nurCorrected(
        volet: .a, nur: nur, reason: Reason(.numeroRemplace, note: "s-note"), restartsClock: true),
    ]
  }

  private static let instruction: [DossierEvent] = [
    .preInstructionValidated(volet: .a),
    .preInstructionRefused(volet: .b, reason: reason),
    .pieceRequested(volet: .a, piece: .titreDeSejour),
    .pieceReceived(volet: .a, piece: .autre),
    .actUndone(command: "c-1", reason: Reason(.erreurDeSaisie)),
    .instructionValidated(volet: .b),
    .instructionRefused(volet: .a, reason: noted),
  ]

  private static let commission: [DossierEvent] = [
    .caleolScheduled(volet: .a, date: day, gapReason: nil),
    .caleolScheduled(volet: .a, date: day, gapReason: noted),
    .caleolPostponed(volet: .b, date: nil, reason: Reason(.ajournement), gapReason: nil),
    .caleolPostponed(volet: .b, date: day, reason: Reason(.quorum), gapReason: noted),
    .decisionEntered(volet: .a, decision: .attribution),
    .decisionEntered(volet: .a, decision: .ranked(rank: 2)),
    .decisionEntered(volet: .a, decision: .conditional(piece: .avisImposition, limit: day)),
    .decisionEntered(volet: .a, decision: .nonAttribution(reason: reason)),
    .decisionEntered(volet: .a, decision: .irrecevable(reason: Reason(.conditionsAcces))),
    .conditionLifted(volet: .a, on: day),
    .conditionFailed(volet: .a, on: day, reason: Reason(.conditionNonLevee)),
  ]

  private static let move: [DossierEvent] = [
    .offerAccepted(volet: .a),
    .offerRefused(volet: .a, reason: Reason(.offreRefusee)),
    .prepared(volet: .a, step: .diagnosticsReceived),
    .periodSet(volet: .a, from: day, to: day + 10),
    .moveProposed(volet: .a, date: day),
    .moveAccepted(volet: .b, date: day),
    .moveChanged(volet: .b, date: day, reason: Reason(.travaux)),
    .leaseScheduled(volet: .a, date: day),
    .leaseSigned(volet: .a, on: day),
    .inventoryRecorded(volet: .a, inventory: .exit, on: day, gapReason: nil),
    .inventoryRecorded(volet: .a, inventory: .entry, on: day, gapReason: Reason(.etatDuLogement)),
    .voletClosed(volet: .b),
  ]

  private static let course: [DossierEvent] = [
    .withdrawn(volet: .a, reason: Reason(.sansReponse)),
    .cancelled(reason: Reason(.litige)),
    .lapsed(volet: .a, reason: Reason(.logementSorti)),
    .reopened(reason: Reason(.recours)),
    .noteAdded(note: "s-note", visibility: .internal_),
    .noteAdded(note: "s-note", visibility: .shared),
    .reminded(volet: .a, contact: .contact1, message: nil),
    .reminded(volet: .a, contact: .contact2, message: "s-message"),
    .alertIssued(alert: .al1, volet: .a, contact: .contact1),
    .alertSeen(alert: .al2, volet: .b),
    .alertSilenced(alert: .al3, volet: .b, until: day, reason: Reason(.absence)),
    .contactAssigned(volet: .a, contact: .contact2, to: "op-3"),
    .nurRevealed(volet: .a),
    .tenantInformed(volet: .b),
    .logementLeft(volet: .a),
    .logementReturned(volet: .b),
    .personalDataErased(reason: Reason(.dureeEcoulee)),
  ]
}
