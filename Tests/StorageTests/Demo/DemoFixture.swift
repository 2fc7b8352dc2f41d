import Domain
import Foundation
import Testing

@testable import Storage

/// A demonstration in a directory of its own.
final class DemoFixture {
  /// A Tuesday in spring, some days after the clocks changed.
  static let today = Day(number: 20_549)

  let directory: TemporaryDirectory
  let store: Store

  init(_ size: DemoSize, on today: Day = today) throws {
    directory = try TemporaryDirectory()
    store = try Demo.open(
      environment: ["XDG_DATA_HOME": directory.path], size: size,
      clock: .paris(today, minute: 600))
  }

  /// Every dossier of the store.
  func dossiers() throws -> [Dossier] {
    try store.streams.journal.streams(ofAggregate: DossierStreams.aggregate)
      .map { try store.dossier($0) }
  }
}
