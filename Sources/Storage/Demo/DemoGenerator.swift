import Domain

/// Fills an empty store with the demonstration: organisations, operators, dossiers.
///
/// Everything follows from the seed, the volumes and the day: no clock is read, no random number
/// asked of the system. Only the plans, some dozen bytes each, are held together; dossiers are made
/// and stored some hundreds at a time.
struct DemoGenerator {
  /// Raised when the same seed and day give other data: a demonstration made before is remade.
  static let version = 2
  /// The seed of every demonstration.
  static let seed: UInt64 = 0x4543_4841_4e47_4552

  let seed: UInt64
  let today: Day
  let volumes: DemoVolumes
  private let directory: DemoDirectory
  /// The key of the NUR's hashes. A real store draws its own; the demonstration hides nobody.
  private let key: String

  init(seed: UInt64 = Self.seed, today: Day, volumes: DemoVolumes) throws {
    self.seed = seed
    self.today = today
    self.volumes = volumes
    directory = try DemoDirectory(
      members: volumes.members, integrating: volumes.integrating)
    key = SHA256.hex(SHA256.hash("habiter demo \(seed)"))
  }

  /// Writes everything.
  ///
  /// - Parameter progress: told the dossiers stored, and how many there are in all.
  /// - Throws: `DemoFault`, `StorageError`.
  func fill(_ store: Store, progress: (_ done: Int, _ total: Int) -> Void) throws {
    try store.useKey(key)
    try store.put(organisations: directory.organisations, operators: directory.operators)
    var batch: [AdoptedDossier] = []
    var made = 0
    try forEachDossier { before, total, dossier, opensAudience in
      // An audience is stored whole, so that its journal is in the order of time.
      if batch.count >= Self.batch, opensAudience {
        try store.adopt(batch)
        batch.removeAll(keepingCapacity: true)
        progress(before, total)
      }
      batch.append(dossier)
      made = before + 1
    }
    try store.adopt(batch)
    progress(made, made)
  }

  /// Makes the dossiers one by one, audience by audience.
  ///
  /// - Parameter body: given how many were made before, of how many, the dossier, and whether it is
  ///   the first of its audience.
  func forEachDossier(
    _ body: (_ made: Int, _ total: Int, AdoptedDossier, _ opensAudience: Bool) throws -> Void
  ) throws {
    let planner = DemoPlanner(
      seed: seed, today: today, volumes: volumes, directory: directory)
    let plans = try planner.plans()
    var audience: [Int] = []
    for (index, plan) in plans.enumerated() {
      try body(index, plans.count, try dossier(plan, planner), plan.audience != audience)
      audience = plan.audience
    }
  }

  private func dossier(_ plan: DemoPlan, _ planner: DemoPlanner) throws -> AdoptedDossier {
    let (pace, course) = planner.course(of: plan)
    var script = DemoScript(
      plan, pace, course, in: directory, seed: seed, key: Array(key.utf8))
    let acts = try script.write(until: today - 1)
    var runner = DemoRunner(directory, seed: seed, number: plan.number)
    return try runner.run(acts, until: today - 1)
  }

  private static let batch = 250
}

extension DemoPlan {
  /// The bailleurs whose journal the dossier is in.
  var audience: [Int] { Set(sides).sorted() }
}

extension Store {
  fileprivate func useKey(_ key: String) throws {
    try writer.transaction { try Meta(writer).set("nur_key", to: key) }
  }
}
