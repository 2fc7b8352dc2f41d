import Domain
import Foundation
import Testing

@Suite("What the journal stores of a dossier stays readable for ever")
struct EventKindTests {
  static let day = Day.of("2026-03-24")
  static let reason = Reason(.erreurDeSaisie, note: SubjectID("n"))

  /// A sample of each event ever shipped, as the journal holds it.
  static let golden: [(event: DossierEvent, kind: String, payload: String)] = [
    (
      .created(reference: "D-1", volets: [DossierScenario.drafts()[0]]), "dossier.created",
      #"{"reference":"D-1","volets":[{"bailleur":"org-a","contact1":"c1-a","contact2":"c2-a","#
        + #""locataire":"locataire-a","logement":{"commune":"Montreuil","insee":"93048","#
        + #""reference":"L-1","typologie":"T3"},"name":"A"}]}"#
    ),
    (
      .nurEntered(volet: .a, nur: .sample("x")), "dossier.nur_entered",
      #"{"nur":{"digest":"digest-x","subject":"nur-x"},"volet":"A"}"#
    ),
    (
      .nurCorrected(volet: .a, nur: .sample("x"), reason: reason, restartsClock: true),
      "dossier.nur_corrected",
      #"{"nur":{"digest":"digest-x","subject":"nur-x"},"reason":{"motive":"U1","note":"n"},"#
        + #""restartsClock":true,"volet":"A"}"#
    ),
    (
      .preInstructionValidated(volet: .b), "dossier.pre_instruction_validated",
      #"{"volet":"B"}"#
    ),
    (
      .preInstructionRefused(volet: .a, reason: Reason(.congeDonne)),
      "dossier.pre_instruction_refused", #"{"reason":{"motive":"P4"},"volet":"A"}"#
    ),
    (
      .pieceRequested(volet: .a, piece: .avisImposition), "dossier.piece_requested",
      #"{"piece":"avisImposition","volet":"A"}"#
    ),
    (
      .pieceReceived(volet: .a, piece: .identite), "dossier.piece_received",
      #"{"piece":"identite","volet":"A"}"#
    ),
    (
      .actUndone(command: CommandID("c"), reason: Reason(.erreurDeSaisie)), "dossier.act_undone",
      #"{"command":"c","reason":{"motive":"U1"}}"#
    ),
    (.instructionValidated(volet: .a), "dossier.instruction_validated", #"{"volet":"A"}"#),
    (
      .instructionRefused(volet: .a, reason: Reason(.ressources)), "dossier.instruction_refused",
      #"{"reason":{"motive":"P8"},"volet":"A"}"#
    ),
    (
      .caleolScheduled(volet: .a, date: day, gapReason: nil), "dossier.caleol_scheduled",
      #"{"date":"2026-03-24","volet":"A"}"#
    ),
    (
      .caleolPostponed(
        volet: .a, date: nil, reason: Reason(.ajournement),
        gapReason: Reason(.commissionUnique)), "dossier.caleol_postponed",
      #"{"gapReason":{"motive":"E2"},"reason":{"motive":"R1"},"volet":"A"}"#
    ),
    (
      .decisionEntered(volet: .a, decision: .conditional(piece: .ressources, limit: day)),
      "dossier.decision_entered",
      #"{"decision":{"conditional":{"limit":"2026-03-24","piece":"ressources"}},"volet":"A"}"#
    ),
    (
      .decisionEntered(volet: .a, decision: .ranked(rank: 2)), "dossier.decision_entered",
      #"{"decision":{"ranked":{"rank":2}},"volet":"A"}"#
    ),
    (
      .decisionEntered(volet: .a, decision: .attribution), "dossier.decision_entered",
      #"{"decision":{"attribution":{}},"volet":"A"}"#
    ),
    (
      .conditionLifted(volet: .a, on: day), "dossier.condition_lifted",
      #"{"on":"2026-03-24","volet":"A"}"#
    ),
    (
      .conditionFailed(volet: .a, on: day, reason: Reason(.conditionNonLevee)),
      "dossier.condition_failed", #"{"on":"2026-03-24","reason":{"motive":"N2"},"volet":"A"}"#
    ),
    (.offerAccepted(volet: .a), "dossier.offer_accepted", #"{"volet":"A"}"#),
    (
      .offerRefused(volet: .a, reason: Reason(.offreRefusee)), "dossier.offer_refused",
      #"{"reason":{"motive":"D5"},"volet":"A"}"#
    ),
    (
      .prepared(volet: .a, step: .diagnosticsReceived), "dossier.prepared",
      #"{"step":"diagnostics_recus","volet":"A"}"#
    ),
    (
      .periodSet(volet: .a, from: day, to: day + 1), "dossier.period_set",
      #"{"from":"2026-03-24","to":"2026-03-25","volet":"A"}"#
    ),
    (
      .moveProposed(volet: .a, date: day), "dossier.move_proposed",
      #"{"date":"2026-03-24","volet":"A"}"#
    ),
    (
      .moveAccepted(volet: .a, date: day), "dossier.move_accepted",
      #"{"date":"2026-03-24","volet":"A"}"#
    ),
    (
      .moveChanged(volet: .a, date: day, reason: Reason(.travaux)), "dossier.move_changed",
      #"{"date":"2026-03-24","reason":{"motive":"M1"},"volet":"A"}"#
    ),
    (
      .leaseScheduled(volet: .a, date: day), "dossier.lease_scheduled",
      #"{"date":"2026-03-24","volet":"A"}"#
    ),
    (
      .leaseSigned(volet: .a, on: day), "dossier.lease_signed",
      #"{"on":"2026-03-24","volet":"A"}"#
    ),
    (
      .inventoryRecorded(volet: .a, inventory: .entry, on: day, gapReason: nil),
      "dossier.inventory_recorded", #"{"inventory":"entree","on":"2026-03-24","volet":"A"}"#
    ),
    (.voletClosed(volet: .a), "dossier.volet_closed", #"{"volet":"A"}"#),
    (
      .withdrawn(volet: .a, reason: Reason(.sansReponse)), "dossier.withdrawn",
      #"{"reason":{"motive":"D4"},"volet":"A"}"#
    ),
    (
      .cancelled(reason: Reason(.litige)), "dossier.cancelled", #"{"reason":{"motive":"A3"}}"#
    ),
    (
      .lapsed(volet: .a, reason: Reason(.finDeBail)), "dossier.lapsed",
      #"{"reason":{"motive":"C2"},"volet":"A"}"#
    ),
    (
      .reopened(reason: Reason(.recours)), "dossier.reopened", #"{"reason":{"motive":"O3"}}"#
    ),
    (
      .noteAdded(note: SubjectID("n"), visibility: .internal_), "dossier.note_added",
      #"{"note":"n","visibility":"interne"}"#
    ),
    (
      .reminded(volet: .a, contact: .contact1, message: nil), "dossier.reminded",
      #"{"contact":1,"volet":"A"}"#
    ),
    (
      .alertIssued(alert: .al2, volet: .a, contact: .contact2), "dossier.alert_issued",
      #"{"alert":"AL-2","contact":2,"volet":"A"}"#
    ),
    (.alertSeen(alert: .al1, volet: .a), "dossier.alert_seen", #"{"alert":"AL-1","volet":"A"}"#),
    (
      .alertSilenced(alert: .al3, volet: .a, until: day, reason: Reason(.absence)),
      "dossier.alert_silenced",
      #"{"alert":"AL-3","reason":{"motive":"L3"},"until":"2026-03-24","volet":"A"}"#
    ),
    (
      .contactAssigned(volet: .a, contact: .contact2, to: OperatorID("p")),
      "dossier.contact_assigned", #"{"contact":2,"to":"p","volet":"A"}"#
    ),
    (.nurRevealed(volet: .b), "dossier.nur_revealed", #"{"volet":"B"}"#),
    (.tenantInformed(volet: .b), "dossier.tenant_informed", #"{"volet":"B"}"#),
    (.logementLeft(volet: .a), "dossier.logement_left", #"{"volet":"A"}"#),
    (.logementReturned(volet: .b), "dossier.logement_returned", #"{"volet":"B"}"#),
    (
      .personalDataErased(reason: Reason(.dureeEcoulee)), "dossier.personal_data_erased",
      #"{"reason":{"motive":"G1"}}"#
    ),
  ]

  @Test("the kind and the payload are those shipped, and are read back", arguments: golden)
  func payload(event: DossierEvent, kind: String, payload: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    #expect(event.kind == kind)
    let text = #"{"\#(kind)":\#(payload)}"#
    #expect(String(decoding: try encoder.encode(event), as: UTF8.self) == text)
    #expect(try JSONDecoder().decode(DossierEvent.self, from: Data(text.utf8)) == event)
  }

  @Test("every kind has its sample, its own name and, but for issued alerts, its act")
  func complete() {
    let kinds = Set(DossierEvent.CodingKeys.allCases.map(\.rawValue))
    #expect(kinds.count == DossierEvent.CodingKeys.allCases.count)
    #expect(Set(Self.golden.map(\.kind)) == kinds)
    for sample in Self.golden {
      #expect((sample.event.act == nil) == (sample.kind == "dossier.alert_issued"))
    }
    #expect(DossierEvent.schema == 1)
  }

  @Test("a command of each act is read back as written")
  func commands() throws {
    var generator = SeededGenerator(seed: 7)
    var acts: Set<DossierAct> = []
    for _ in 0..<2000 {
      let command = RandomCommand.any(around: Self.day, using: &generator)
      acts.insert(command.target.act)
      let data = try JSONEncoder().encode(command)
      #expect(try JSONDecoder().decode(DossierCommand.self, from: data) == command)
    }
    #expect(acts == Set(DossierAct.allCases))
  }
}
