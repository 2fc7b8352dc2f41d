import Domain
import Foundation
import Testing

@testable import Storage

@Suite struct DemoGeneratorTests {
  @Test func smoke() throws {
    let start = Date()
    let fixture = try DemoFixture(.realiste)
    print("made in", Date().timeIntervalSince(start))
    let dossiers = try fixture.dossiers()
    print(
      dossiers.count, dossiers.count(where: \.isOpen), dossiers.map(\.history.count).reduce(0, +))
  }
}
