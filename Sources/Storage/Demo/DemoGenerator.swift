import Domain

/// Fills an empty store with the demonstration: organisations, operators, dossiers.
///
/// Everything follows from the seed, the volumes and the day: no clock is read, no random number
/// asked of the system. Only the plans, some dozen bytes each, are held together; dossiers are made
/// and stored some hundreds at a time, and the work can be ended between two of them.
struct DemoGenerator {
  /// Raised when the same seed and day give other data: a demonstration made before is remade.
  static let version = 6
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
  /// - Parameter progress: told how far each part of the work has come; what it throws ends it.
  /// - Throws: `DemoFault`, `StorageError`, what `progress` throws.
  func fill(_ store: Store, progress: (DemoProgress) throws -> Void) throws {
    try store.useKey(key)
    try store.put(organisations: directory.organisations, operators: directory.operators)
    var rows = try store.write { try store.view.emptied() }
    var batch: [AdoptedDossier] = []
    var logements: [OrganisationID: [Logement]] = [:]
    var dossiers: [String: String] = [:]
    try forEachDossier(progress: progress) { dossier, opensAudience in
      // An audience is stored whole, so that its journal is in the order of time.
      if batch.count >= Self.batch, opensAudience {
        try store.adopt(batch, filling: &rows)
        batch.removeAll(keepingCapacity: true)
      }
      batch.append(dossier)
      for volet in dossier.dossier.volets where dossier.dossier.isOpen {
        logements[volet.bailleur, default: []].append(volet.logement)
        dossiers[volet.logement.reference] = dossier.dossier.reference
      }
    }
    try store.adopt(batch, filling: &rows)
    try progress(DemoProgress(.indexing, 0, 1))
    try store.write { try rows.finish() }
    try progress(DemoProgress(.indexing, 1, 1))
    if volumes.signalements > 0 {
      try DemoSignalements(
        directory: directory, today: today, seed: seed, count: volumes.signalements,
        logements: logements, dossiers: dossiers
      ).fill(store, progress: progress)
    }
    try DemoAnnonces(
      directory: directory, today: today, seed: seed, key: key, count: volumes.annonces
    ).fill(store, progress: progress)
    guard volumes.stockDivisor > 0 else { return }
    try DemoPatrimoine(
      directory: directory, today: today, seed: seed, divisor: volumes.stockDivisor,
      logements: logements
    ).fill(store, progress: progress)
  }

  /// Makes the dossiers one by one, audience by audience.
  ///
  /// - Parameters:
  ///   - progress: told how far the work has come; what it throws ends it.
  ///   - body: given the dossier, and whether it is the first of its audience.
  func forEachDossier(
    progress: (DemoProgress) throws -> Void = { _ in },
    _ body: (AdoptedDossier, _ opensAudience: Bool) throws -> Void
  ) throws {
    let planner = DemoPlanner(
      seed: seed, today: today, volumes: volumes, directory: directory)
    let plans = try planner.plans { try progress(DemoProgress(.planning, $0, $1)) }
    var audience: [Int] = []
    for (index, plan) in plans.enumerated() {
      if index.isMultiple(of: 100) { try progress(DemoProgress(.making, index, plans.count)) }
      try body(try dossier(plan, planner), plan.audience != audience)
      audience = plan.audience
    }
    try progress(DemoProgress(.making, plans.count, plans.count))
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
    try writer.transaction { try Following(connection: writer).set(.nurKey, to: key) }
  }
}
