import Domain
import Testing

@testable import Storage

/// The counts of the line at the top say what the panes say once they are open.
@Suite struct PaneAlarmsTests {
  @Test func `They are those of the panes, for everybody`() throws {
    let demo = try DemoFixture(.petite)
    var told = 0
    for profile in DemoProfile.allCases {
      guard let actor = Demo.actor(for: profile, in: demo.store) else { continue }
      let session = Session(actor: actor) { .paris(DemoFixture.today, minute: 600) }
      let alarms = try demo.store.paneAlarms(for: session)
      let late = try demo.store.patrimoines(for: session)
        .count { $0.status(on: DemoFixture.today).isAlarming }
      let reported = try demo.store.annonceCounts(for: session)[.reported] ?? 0
      #expect(alarms.patrimoines == late, "\(profile)")
      #expect(alarms.annonces == reported, "\(profile)")
      told += late + reported
    }
    #expect(told > 5)
  }
}
