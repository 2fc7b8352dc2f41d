import Domain
import Storage
import Testing

@testable import TUI

@Suite("What is due, by day and by contact")
struct EcheancesTests {
  private func sheet(_ desk: Desk) -> DueSheet? {
    if case .due(let sheet) = desk.app.sheet { sheet } else { nil }
  }

  @Test("The bars count what is late, then each day, then weeks; every act once")
  func bars() throws {
    let desk = try Desk(DeskPeople.facilitator, columns: 140, rows: 45)
    let today = DeskStore.today
    let bars = desk.app.accueil.chart.bars(today: today)
    #expect(bars.first?.kind == .late && bars.first?.count == 8)
    #expect(bars.dropFirst().first?.days == today...today)
    for (bar, next) in zip(bars, bars.dropFirst()) {
      #expect(bar.days.upperBound + 1 == next.days.lowerBound)
    }
    for bar in bars {
      desk.press("<Échap> <Échap>")
      let window = DueWindow(title: "", days: bar.days, whose: .all)
      let acts = try desk.store.calendar(
        for: Session(actor: DeskPeople.facilitator) {
          DeskStore.moment(on: today)
        }
      ).acts(.everyone, in: window.days, limit: 100)
      #expect(acts.count == bar.count)
    }
  }

  @Test("Tab goes to the bars, the arrows choose one, Enter opens its deadlines")
  func choose() throws {
    let desk = try Desk(columns: 140, rows: 45)
    desk.press("<Tab>")
    #expect(desk.app.place == .chart)
    desk.press("<Droite> <Droite> <Droite> <Droite> <Droite>")
    #expect(desk.screen.contains("▸ Échéances du samedi 28 mars 2026 : 1 · mes actes"))
    desk.press("<Entrée>")
    #expect(sheet(desk)?.acts?.map(\.reference) == ["D-2026-0102"])
    desk.press("<Entrée>")
    #expect(desk.app.dossiers.detail?.dossier.reference == "D-2026-0102")
    desk.press("<Échap>")
    #expect(sheet(desk)?.selectedAct?.reference == "D-2026-0102")
    desk.press("<Échap>")
    #expect(desk.app.place == .chart)
    desk.press("<Échap>")
    #expect(desk.app.place == .accueil)
  }

  @Test("« o » shows the whole organisation's acts, which a contact 1 shares with a contact 2")
  func organisation() throws {
    let desk = try Desk(columns: 140, rows: 45)
    let today = DeskStore.today
    let mine = desk.app.accueil.chart.bars(today: today).map(\.count)
    desk.press("<Tab> o")
    #expect(desk.screen.contains("mon organisme"))
    let ours = desk.app.accueil.chart.bars(today: today).map(\.count)
    #expect(zip(mine, ours).allSatisfy { $0 <= $1 } && mine != ours)
  }

  @Test("The forecast has each deadline of the next seven days once, under who can still act")
  func forecast() throws {
    let desk = try Desk(DeskPeople.facilitator, columns: 140, rows: 45)
    desk.press("P")
    let acts = try #require(sheet(desk)?.acts)
    let today = DeskStore.today
    #expect(!acts.isEmpty && acts.allSatisfy { (today...(today + 6)).contains($0.due) })
    let contacts = acts.map { "\($0.bailleur) \($0.contact)" }
    let changes = zip(contacts, contacts.dropFirst()).count { $0 != $1 }
    #expect(changes + 1 == Set(contacts).count, "a contact stands in two places")
    for act in acts { #expect(desk.screen.contains(act.reference)) }
  }

  @Test("An act done from the forecast leaves it when one comes back")
  func afterAnAct() throws {
    let desk = try Desk(columns: 140, rows: 45)
    desk.press("P")
    let before = try #require(sheet(desk)?.acts)
    let first = try #require(before.firstIndex { $0.reference == "D-2026-0102" })
    #expect(before[first].bailleur == DeskPeople.bailleurA)
    for _ in 0..<20 where sheet(desk)?.selectedAct != before[first] { desk.press("<Bas>") }
    desk.press("<Entrée> v <Entrée> <Échap>")
    let after = try #require(sheet(desk)?.acts)
    #expect(after.count == before.count - 1)
    #expect(!after.contains(before[first]))
  }

  @Test("Nothing is asked about days while nothing on the screen needs it")
  func lazy() throws {
    let desk = try Desk()
    let asksDays: ([Effect]) -> Bool = { effects in
      effects.contains { if case .consult = $0 { true } else { false } }
    }
    desk.press("2 <Bas> <Haut> <Entrée> <Échap> ? <Échap>")
    #expect(!asksDays(desk.asked))
    desk.press("1")
    #expect(!asksDays(desk.asked))
    desk.press("2 :D-2026-0102 <Entrée> v <Entrée>")
    #expect(!asksDays(desk.asked))
    desk.press("1")
    #expect(asksDays(desk.asked))
  }

  @Test("The palette opens the forecast; with nothing due it says so")
  func palette() throws {
    let desk = try Desk()
    desk.press(":previsions <Entrée>")
    #expect(sheet(desk)?.window == .forecast(from: DeskStore.today))
    desk.press("1 <Tab> <Droite> <Entrée>")
    #expect(desk.screen.contains("Aucune échéance dans ces jours."))
    desk.press("2")
    #expect(desk.app.sheet == nil)
  }
}
