import Domain
import Testing

@testable import Storage

@Suite struct DemoCaseTests {
  @Test(arguments: DemoCase.allCases)
  func `Each planted case is in the realistic demonstration`(_ planted: DemoCase) async throws {
    let demo = try await RealisticDemo.shared.value
    #expect(demo.dossiers.contains { planted.isShown(by: $0, among: demo.dossiers, demo.today) })
  }

  @Test(arguments: DemoCase.allCases)
  func `Each planted case is in the small demonstration`(_ planted: DemoCase) async throws {
    let dossiers = try await Self.small.value
    #expect(dossiers.contains { planted.isShown(by: $0, among: dossiers, DemoFixture.today) })
  }

  private static let small = Task { try DemoFixture(.petite).dossiers() }

  @Test func `Hostile notes are kept, without what could break a screen`() async throws {
    let demo = try await RealisticDemo.shared.value
    #expect(demo.texts.count > 5_000)
    for (field, text) in demo.texts {
      #expect(text == text.strippedOfControls(keepingNewlines: field == "note"))
      // An annonce without photos keeps an empty list of their names.
      #expect(!text.isEmpty || field == "name")
    }
    let notes = demo.texts.filter { $0.field == "note" }.map(\.text)
    #expect(notes.contains { $0.contains("👨‍👩‍👧‍👦") })
    #expect(notes.contains { $0.contains("محمد") && !$0.contains("\u{202E}") })
    #expect(notes.contains { $0.contains("[31mROUGE") && !$0.contains("\u{1B}") })
    #expect(notes.contains { $0.split(separator: " ").contains { $0.count > 100 } })
  }
}

extension DemoCase {
  /// Whether a dossier shows the case, told from what happened to it.
  fileprivate func isShown(by dossier: Dossier, among all: [Dossier], _ today: Day) -> Bool {
    guard goalIsMet(by: dossier), let first = dossier[.a], let second = dossier[.b] else {
      return false
    }
    let ours: OrganisationID = "demo-b01"
    let mine = first.bailleur == ours && first.contacts[.contact1] == "demo-b01-contact1"
    let blocked = dossier.blockers(under: .default).first { $0.volet == .a }
    switch self {
    case .nurBeforeMidnight: return dossier.lastNUR == [23, 59] && dossier.isOnClockChange
    case .nurAfterMidnight: return dossier.lastNUR == [0, 1] && dossier.isOnClockChange
    case .gapOfEight: return dossier.caleolGap(under: .default)?.days == 8
    case .gapOfNine:
      let reasoned = dossier.history.contains {
        if case .caleolScheduled(.a, _, .some) = $0.event { true } else { false }
      }
      return dossier.caleolGap(under: .default)?.days == 9 && reasoned && mine
    case .sameAgent:
      return dossier.isSameBailleur && mine && second.contacts == first.contacts
    case .contactChanged: return dossier.did(.assignContact)
    case .conditionPending: return mine && blocked?.duty == .liftCondition
    case .conditionLiftedLate:
      guard case .conditional(_, let limit) = second.decision?.value else { return false }
      return second.lifted.map { $0.value > limit } ?? false
    case .lateDecision:
      return first.decision.map { $0.day - (first.caleol?.date ?? today) == 20 } ?? false
    case .moveToday: return mine && dossier.move?.date == today
    case .oddInventory:
      return Set(second.inventories.values).count == 2
        && dossier.breaches(on: today, under: .default).contains { $0.rule.rule == .inventories }
    case .nurFreed, .nurReused:
      return all.contains {
        $0.reference != dossier.reference && $0[.a]?.nur?.value.digest == first.nur?.value.digest
      }
    case .reopened: return !dossier.reopenings.isEmpty
    case .threeBreaches:
      return dossier.breaches(on: today, under: .default)
        .count { $0.bailleur == first.bailleur } == 3
    case .hostileNotes:
      return dossier.history.count { $0.event.act == .addNote } >= DemoTexts.hostile.count
    case .late: return mine && blocked?.due.map { $0 < today } ?? false
    case .dueToday: return mine && blocked?.due == today
    case .dueSoon: return mine && blocked?.due.map { (1...3).contains($0 - today) } ?? false
    case .nurToEnter: return mine && blocked?.duty == .enterNUR && second.nur != nil
    case .caleolToFix:
      return mine && first.caleol == nil && second.caleol.map { $0.date > today + 9 } ?? false
    case .decisionToEnter:
      return mine && blocked?.duty == .enterDecision && blocked.map { $0.since < today } ?? false
    case .dateToPropose:
      return first.contacts[.contact2] == "demo-b01-contact2" && blocked?.duty == .proposeMove
    case .dateToAnswer:
      guard case .answerMove = blocked?.duty else { return false }
      return first.contacts[.contact2] == "demo-b01-contact2"
    case .voletToClose:
      return mine && blocked?.duty == .closeVolet && second.closedOn != nil
    }
  }

  private func goalIsMet(by dossier: Dossier) -> Bool {
    switch goal {
    case .open(let status): dossier.status == status
    case .closed(let outcome): dossier.closing?.outcome == outcome
    }
  }
}

extension Dossier {
  fileprivate func did(_ act: DossierAct) -> Bool {
    history.contains { $0.event.act == act }
  }

  /// The hour and minute in Paris at which the last NUR was entered.
  fileprivate var lastNUR: [Int] {
    guard let entry = history.last(where: { $0.event.act == .enterNUR }) else { return [] }
    let (hour, minute) = ParisTime.hourAndMinute(of: entry.signature.moment)
    return [hour, minute]
  }

  /// Whether the clocks of Paris changed on the day of the last NUR.
  fileprivate var isOnClockChange: Bool {
    guard let day = bothNUROn else { return false }
    let noon = Moment(seconds: Int64(day.number) * 86_400 + 43_200)
    return ParisTime.offset(at: noon) != ParisTime.offset(at: noon + -86_400)
  }
}
