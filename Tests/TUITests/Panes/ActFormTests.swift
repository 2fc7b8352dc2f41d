import Domain
import Testing

@testable import TUI

/// An act, where it can be done, the keys that fill its form, and the command that follows.
struct ActCase: Sendable, CustomTestStringConvertible {
  let act: DossierAct
  let number: Int
  let person: Operator
  let keys: String
  let expects: @Sendable (DossierCommand) -> Bool

  var testDescription: String { act.rawValue }

  init(
    _ act: DossierAct, on number: Int, _ person: Operator, _ keys: String = "<Tab>",
    _ expects: @escaping @Sendable (DossierCommand) -> Bool
  ) {
    self.act = act
    self.number = number
    self.person = person
    self.keys = keys
    self.expects = expects
  }

  var reference: String { "D-2026-0\(number)" }

  static let all = instruction + commission + move + course

  private static let today = DeskStore.today
  private static let c1A = DeskPeople.c1A
  private static let c2A = DeskPeople.c2A

  private static let instruction = [
    ActCase(.enterNUR, on: 101, c1A, "0750326000999GDPUB") {
      if case .enterNUR(.a, _) = $0 { true } else { false }
    },
    ActCase(.correctNUR, on: 102, c1A, "0750326000998GDPUB <Tab> S1") {
      if case .correctNUR(.a, _, Reason(.fauteDeFrappe), false) = $0 { true } else { false }
    },
    ActCase(.validatePreInstruction, on: 102, c1A) { $0 == .validatePreInstruction(volets: [.a]) },
    ActCase(.validatePreInstruction, on: 116, c1A) {
      $0 == .validatePreInstruction(volets: [.a, .b])
    },
    ActCase(.refusePreInstruction, on: 102, c1A, "P6") {
      $0 == .refusePreInstruction(volet: .a, reason: Reason(.nurInvalide))
    },
    ActCase(.requestPiece, on: 102, c1A, "quittances") {
      $0 == .requestPiece(volet: .a, piece: .quittances)
    },
    ActCase(.receivePiece, on: 120, c1A) { $0 == .receivePiece(volet: .a, piece: .quittances) },
    ActCase(.validateInstruction, on: 104, c1A) { $0 == .validateInstruction(volets: [.a]) },
    ActCase(.refuseInstruction, on: 104, c1A, "P10") {
      $0 == .refuseInstruction(volet: .a, reason: Reason(.piecesNonFournies))
    },
  ]

  private static let commission = [
    ActCase(.scheduleCaleol, on: 105, c1A) {
      $0 == .scheduleCaleol(volet: .a, date: today + 10, held: false, gapReason: nil)
    },
    ActCase(.postponeCaleol, on: 106, c1A, "R2") {
      $0 == .postponeCaleol(volet: .a, date: nil, reason: Reason(.quorum), gapReason: nil)
    },
    ActCase(.enterDecision, on: 107, c2A, "b <Tab> 2") {
      $0
        == .enterDecision(
          volet: .a, decision: .ranked(rank: 2), session: nil, gapReason: nil)
    },
    ActCase(.liftCondition, on: 108, c1A) { $0 == .liftCondition(volet: .a, on: today) },
    ActCase(.failCondition, on: 108, c1A, "<Tab> N2") {
      $0 == .failCondition(volet: .a, on: today, reason: Reason(.conditionNonLevee))
    },
  ]

  private static let move = [
    ActCase(.acceptOffer, on: 109, c2A) { $0 == .acceptOffer(volet: .a) },
    ActCase(.refuseOffer, on: 109, c2A, "D5") {
      $0 == .refuseOffer(volet: .a, reason: Reason(.offreRefusee))
    },
    ActCase(.prepare, on: 109, c2A) { $0 == .prepare(volet: .a, step: .diagnosticsLaunched) },
    ActCase(.setPeriod, on: 109, c2A, "+10 <Tab> +30") {
      $0 == .setPeriod(volet: .a, from: today + 10, to: today + 30)
    },
    ActCase(.proposeMove, on: 109, c2A, "+40") { $0 == .proposeMove(volet: .a, date: today + 40) },
    ActCase(.acceptMove, on: 110, c2A) { $0 == .acceptMove(volet: .a) },
    ActCase(.changeMove, on: 111, c2A, "+25 <Tab> M1") {
      $0 == .changeMove(volet: .a, date: today + 25, reason: Reason(.travaux))
    },
    ActCase(.scheduleLease, on: 111, c2A) { $0 == .scheduleLease(volet: .a, date: today + 20) },
    ActCase(.signLease, on: 111, c2A) { $0 == .signLease(volet: .a, on: today) },
    ActCase(.recordInventory, on: 112, c2A) {
      $0
        == .recordInventory(
          volet: .a, inventories: Inventory.allCases, on: today - 1, gapReason: nil)
    },
    ActCase(.closeVolet, on: 113, c2A) { $0 == .closeVolet(volet: .a) },
  ]

  private static let course = [
    ActCase(.withdraw, on: 102, c1A, "D1") {
      $0 == .withdraw(volet: .a, reason: Reason(.changementDeProjet))
    },
    ActCase(.cancel, on: 102, DeskPeople.superAdmin, "A1") {
      $0 == .cancel(reason: Reason(.creeParErreur))
    },
    ActCase(.lapse, on: 102, c1A, "C1") {
      $0 == .lapse(volet: .a, reason: Reason(.congeDuLocataire))
    },
    ActCase(.reopen, on: 115, DeskPeople.superAdmin, "O1") {
      $0 == .reopen(reason: Reason(.closParErreur))
    },
    ActCase(.addNote, on: 102, c1A, "appel") {
      if case .addNote(_, .internal_) = $0 { true } else { false }
    },
    ActCase(.remind, on: 102, DeskPeople.facilitator, "B") {
      $0 == .remind(volet: .b, contact: .contact1, message: nil)
    },
    ActCase(.seeAlert, on: 119, c1A) { $0 == .seeAlert(alert: .al1, volet: .a) },
    ActCase(.informTenant, on: 121, c2A) { $0 == .informTenant(volet: .a) },
    ActCase(.erasePersonalData, on: 115, DeskPeople.superAdmin, "G2 <Tab> D-2026-0115") {
      $0 == .erasePersonalData(reason: Reason(.demandeEffacement))
    },
    ActCase(.silenceAlert, on: 119, c1A, "<Tab> <Tab> L1") {
      $0
        == .silenceAlert(
          alert: .al1, volet: .a, until: today + 7, reason: Reason(.attendLocataire))
    },
    ActCase(.assignContact, on: 102, DeskPeople.adminA, "<Tab> demo-b01-agent1") {
      $0 == .assignContact(volet: .a, contact: .contact1, to: DeskPeople.otherA.id)
    },
  ]
}

@Suite("Every act has a form that records what it shows")
struct ActFormTests {
  @Test("The table below has every act that the menu offers")
  func everyAct() {
    let tested = Set(ActCase.all.map(\.act)).union([.revealNUR])
    #expect(Set(ActCatalogue.offered).subtracting(tested).isEmpty)
  }

  @Test("Chosen in the menu, filled and confirmed, an act is recorded", arguments: ActCase.all)
  func records(_ item: ActCase) throws {
    let desk = try Desk(item.person)
    desk.open(item.reference)
    desk.choose(item.act)
    #expect(desk.hasForm, "\(desk.toast ?? desk.screen)")
    #expect(desk.screen.contains("\(item.reference) · \(item.act.traits.label)"))
    desk.press(item.keys)
    #expect(desk.commands.isEmpty, "a key of the form recorded it before Enter")
    desk.press("<Entrée>")
    let command = try #require(desk.commands.first, "\(desk.screen)")
    #expect(item.expects(command), "\(command)")
    #expect(!desk.hasForm, "\(desk.screen)")
    #expect(desk.toast?.hasPrefix(item.reference) == true, "\(desk.toast ?? "no line")")
    let last = try #require(try desk.dossier(item.reference).history.last)
    #expect(last.event.act == item.act)
    #expect(last.signature.operatorID == item.person.id)
  }
}

extension Desk {
  /// Opens a dossier by the palette, as an operator who has its reference does.
  func open(_ reference: String) {
    press(":")
    type(reference)
    press("<Entrée>")
  }

  /// Chooses an act in the menu of acts.
  func choose(_ act: DossierAct) {
    press("m /")
    type(act.traits.label)
    press("<Entrée>")
  }
}
