import Domain

/// The signalements of the demonstration: a year of them, most of them closed, the last days' to be
/// sorted; peaks on Mondays, duplicates, and messages that no screen may be broken by.
struct DemoSignalements {
  let directory: DemoDirectory
  let today: Day
  let seed: UInt64
  /// How many registered tenants write in a year.
  let count: Int
  /// The logements of the open dossiers.
  let logements: [OrganisationID: [Logement]]
  /// The references of the open dossiers, by logement.
  let dossiers: [String: String]

  /// Writes them.
  ///
  /// - Parameter progress: told how many are done; what it throws ends it.
  func fill(_ store: Store, progress: (DemoProgress) throws -> Void) throws {
    let arrivals = arrivals()
    let total = arrivals.count
    var done = 0
    var batch: [AdoptedSignalement] = []
    for arrival in arrivals {
      var story = DemoSignalementStory(self, arrival, number: done)
      batch.append(contentsOf: try story.write())
      done += 1
      guard batch.count >= 250 || done == total else { continue }
      try store.adopt(batch)
      batch.removeAll(keepingCapacity: true)
      try progress(DemoProgress(.signalements, done, total))
    }
  }

  /// A signalement that is to come in: when, and whose difficulty it is.
  struct Arrival {
    let moment: Moment
    let nature: SignalementNature
    /// The place among ``DemoMessages/hostile``, for those that are planted.
    var hostile: Int?
    /// How many times the same message comes again.
    var copies = 0
  }

  /// Their moments over a year: three times as many on Mondays, none on Sundays.
  private func arrivals() -> [Arrival] {
    var random = DemoRandom(seed: seed, -90, 0)
    var arrivals: [Arrival] = []
    let weights = (0..<365).map { back in Self.weight(of: (today - back).weekday) }
    let natures: [(SignalementNature, Int)] = [
      (.inscrit, count), (.inscription, count * 3 / 20), (.bailleur, max(4, count / 50)),
    ]
    for (nature, count) in natures {
      for _ in 0..<count {
        let day = today - random.place(in: weights)
        let second = 8 * 3600 + random.int(in: 0...(9 * 3600))
        let moment = Moment(seconds: Int64(day.number) * 86_400 + Int64(day == today ? 1 : second))
        arrivals.append(Arrival(moment: moment, nature: nature))
      }
    }
    arrivals += planted
    return arrivals.sorted { $0.moment < $1.moment }
  }

  /// Those that every demonstration has, to be sorted today.
  private var planted: [Arrival] {
    let start = Moment(seconds: Int64(today.number) * 86_400 + 60)
    var planted = DemoMessages.hostile.indices.map {
      Arrival(moment: start + Int64($0 * 60), nature: .inscrit, hostile: $0)
    }
    planted.append(Arrival(moment: start + 900, nature: .inscrit, copies: 5))
    return planted
  }

  private static func weight(of weekday: Int) -> Int {
    switch weekday {
    case 1: 6
    case 6: 1
    case 7: 0
    default: 2
    }
  }
}

/// A signalement whose acts are all confirmed, with the texts that they sealed.
struct AdoptedSignalement {
  let signalement: Signalement
  let secrets: [Secret]
}

extension Store {
  /// Takes in signalements whose history is settled: their events go to the journal, not to the
  /// outbox.
  ///
  /// - Throws: `StorageError`.
  func adopt(_ signalements: [AdoptedSignalement]) throws {
    try write {
      for adopted in signalements {
        let signalement = adopted.signalement
        let stream = Signalement.stream(of: signalement.number)
        let scope = try registerScope(of: signalement, stream: stream)
        try streams.journal.append(
          try streams.drafts(signalement.history, stream: stream, after: 0), scope: scope)
        try keep(adopted.secrets, of: signalement.history, in: signalement, scope: scope)
        try project(signalement, stream: stream)
      }
    }
  }
}
