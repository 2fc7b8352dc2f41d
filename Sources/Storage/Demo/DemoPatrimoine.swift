import Domain

/// The patrimoines of the demonstration: twelve months of files for each bailleur, the last ones
/// real; some late, some failing, one that waits, one that never came, some about to join.
struct DemoPatrimoine {
  let directory: DemoDirectory
  let today: Day
  let seed: UInt64
  /// One logement is made for so many of the table.
  let divisor: Int
  /// The logements of the open dossiers.
  let logements: [OrganisationID: [Logement]]

  /// How a bailleur keeps its file.
  enum Course: Equatable {
    case regular, due, late, failing, held, never
    /// So many steps of the onboarding are done.
    case joining(Int)
  }

  /// The address that a file gives of somebody: the demonstration's people have no other.
  static func email(of person: Operator) -> String {
    "\(person.id.text)@\(person.organisation.text).example"
  }

  /// Writes the accounts and, for each bailleur that has one, the stock.
  ///
  /// - Parameter progress: told how many bailleurs are done; what it throws ends it.
  func fill(_ store: Store, progress: (DemoProgress) throws -> Void) throws {
    try store.write {
      let table = DirectoryTable(store.writer)
      for person in directory.operators { try table.put(person, email: Self.email(of: person)) }
    }
    for (place, bailleur) in directory.bailleurs.enumerated() {
      try progress(DemoProgress(.patrimoine, place, directory.bailleurs.count))
      var run = DemoPatrimoineRun(self, bailleur, number: place + 1, store: store)
      try store.adopt(try run.history(course(of: place)), of: bailleur.id)
    }
    let count = directory.bailleurs.count
    try progress(DemoProgress(.patrimoine, count, count))
  }

  /// The course of the nth bailleur: the profiles' own fails now and then and is right again.
  private func course(of place: Int) -> Course {
    if place >= directory.members { return .joining(3 + 2 * (place - directory.members)) }
    switch place {
    case 3, 9: return .failing
    case 4, 14, 22: return .late
    case 5, 11, 17, 25, 30: return .due
    case 12: return .held
    case 34: return .never
    default: return .regular
    }
  }
}

/// The making of one bailleur's account.
struct DemoPatrimoineRun {
  private let plan: DemoPatrimoine
  private let bailleur: DemoDirectory.Bailleur
  private let store: Store
  private let file: DemoStockFile
  private var identifiers: Identifiers
  private var history: [Recorded<PatrimoineEvent>] = []
  private var current: CommandID?
  /// The generation of the last import; only the last files are made.
  private var generation: String?

  /// How many of the last files are real.
  private static let real = 2
  private static let months = 12

  init(
    _ plan: DemoPatrimoine, _ bailleur: DemoDirectory.Bailleur, number: Int, store: Store
  ) {
    self.plan = plan
    self.bailleur = bailleur
    self.store = store
    file = DemoStockFile(
      bailleur: bailleur, number: number, size: max(40, bailleur.line.logements / plan.divisor),
      known: plan.logements[bailleur.id] ?? [], seed: plan.seed)
    identifiers = Identifiers(random: DemoRandom(seed: plan.seed, 77, number))
  }

  /// The events of a course.
  mutating func history(
    _ course: DemoPatrimoine.Course
  ) throws -> [Recorded<PatrimoineEvent>] {
    if case .joining(let steps) = course {
      register(steps, until: plan.today - 12)
      return history
    }
    guard course != .never else { return [] }
    register(11, until: plan.today - 31 * Self.months)
    let first = course == .late ? 2 : course == .due ? 1 : 0
    for back in stride(from: Self.months, through: first, by: -1) {
      try takeMonth(back, isReal: back < first + Self.real)
    }
    if course == .regular || course == .due { declareSync() }
    switch course {
    case .failing: add(refused(lines: file.size), on: plan.today - 1)
    case .held: try hold()
    case .late: remind(on: plan.today - 9)
    default: break
    }
    return history
  }

  /// The file of a month that many months ago; now and then one is refused first.
  private mutating func takeMonth(_ back: Int, isReal: Bool) throws {
    let month = CivilMonth(of: plan.today) - back
    var random = DemoRandom(seed: plan.seed, 78, file.number, month.year * 12 + month.month)
    let last = back == 0 ? plan.today : month.last
    let day = min(last, month.first + random.int(in: 1...18))
    if random.chance(0.06) { add(refused(lines: file.size), on: max(month.first, day - 1)) }
    if isReal {
      try takeFile(on: day, round: back)
    } else {
      var facts = facts(of: file.size, rejected: file.size / 330, on: day)
      (facts.added, facts.changed) = (file.size / 400, file.size / 50)
      facts.removed = file.size / 500
      facts.codes = [
        PatrimoineCount(.invalidRent, count: facts.rejected, tenants: facts.rejected),
        PatrimoineCount(.unusualRent, count: file.size / 200),
      ].filter { $0.count > 0 }
      current = add(facts, on: day)
    }
  }

  /// Makes a file and imports it, as an operator would.
  private mutating func takeFile(on day: Day, round: Int) throws {
    let id = identifiers.command(at: Self.moment(of: day))
    guard let made = try read(on: day, round: round) else { return }
    try made.keep(as: id.text)
    record(
      .fileImported(bailleur: bailleur.id, facts: made.facts, base: current), as: id, on: day,
      by: bailleur.administrators[bailleur.administrators.count - 1])
    guard made.verdict.isAccepted else { return }
    current = id
    generation = store.stock(of: bailleur.id).generation(id.text)
  }

  private func read(on day: Day, round: Int, size: Int? = nil) throws -> PatrimoineImport? {
    let folder = store.stock(of: bailleur.id)
    try FileSystem.makePrivateDirectory(folder.path)
    let path = "\(folder.path)/\(file.name(on: day))"
    var file = file
    if let size { file = file.cut(to: size) }
    try file.write(to: path, round: round)
    defer { try? FileSystem.remove(path) }
    let rules = store.reglement
    var context = PatrimoineContext(
      today: day, sender: bailleur.organisation.siret,
      errorShare: rules.value(of: .patrimoineErrors, on: day).value)
    context.accounts = Set(bailleur.people.map { DemoPatrimoine.email(of: $0).lowercased() })
    return try PatrimoineImport.prepare(
      PatrimoineDelivery(
        path: path, context: context, current: generation,
        goneShare: rules.value(of: .patrimoineGone, on: day).value), in: folder)
  }

  /// A file that has lost a fifth of its lines waits for somebody.
  private mutating func hold() throws {
    let day = plan.today
    let id = identifiers.command(at: Self.moment(of: day))
    guard let made = try read(on: day, round: 0, size: file.size * 4 / 5) else { return }
    try made.keep(as: id.text)
    record(
      .fileImported(bailleur: bailleur.id, facts: made.facts, base: current), as: id, on: day,
      by: bailleur.administrators[bailleur.administrators.count - 1])
  }

  private mutating func register(_ steps: Int, until day: Day) {
    for step in PatrimoineStep.allCases.prefix(steps) {
      let date = day - 9 * (steps - step.number)
      record(
        .stepRegistered(bailleur: bailleur.id, step: step, on: date), on: date,
        by: person(for: step.owner))
    }
  }

  private func person(for owner: PatrimoineStep.Owner) -> Operator {
    let kind: Organisation.Kind = owner == .gie ? .gie : .actimage
    let organisation = plan.directory.organisations.first { $0.kind == kind }?.id
    let staff = plan.directory.operators.first { $0.organisation == organisation }
    return owner == .bailleur ? bailleur.administrators[0] : staff ?? bailleur.administrators[0]
  }

  private mutating func declareSync() {
    let fingerprint = SHA256.hex(SHA256.hash("clé de \(bailleur.id)"))
    record(
      .syncDeclared(
        bailleur: bailleur.id, fingerprint: fingerprint, key: identifiers.subject(),
        identifier: identifiers.subject()), on: plan.today - 200, by: bailleur.administrators[0])
  }

  private mutating func remind(on day: Day) {
    record(
      .reminded(bailleur: bailleur.id, about: .monthlyFile, message: nil), on: day,
      by: person(for: .gie))
  }

  private func facts(of lines: Int, rejected: Int, on day: Day) -> PatrimoineFacts {
    var facts = PatrimoineFacts(
      day: day, number: 1, digest: SHA256.hex(SHA256.hash("\(bailleur.id) \(day.iso)")),
      lines: lines, rejected: rejected, codes: [])
    facts.logements = lines - rejected
    return facts
  }

  /// A refused file: every code of the whole file comes up in some month of some bailleur.
  private func refused(lines: Int) -> PatrimoineFacts {
    let codes: [PatrimoineCode] = [
      .tooManyErrors, .columnMissing, .wrongSeparator, .olderFile, .invalidBytes, .columnTwice,
      .otherSiren, .headerMissing, .futureFile, .badFileName, .unreadableFile,
    ]
    let code = codes[(file.number + history.count) % codes.count]
    var facts = facts(of: code == .tooManyErrors ? lines : 0, rejected: 0, on: plan.today)
    facts.logements = 0
    facts.codes = [PatrimoineCount(code, count: 1)]
    if code == .tooManyErrors {
      facts.rejected = lines / 8
      facts.codes.append(
        PatrimoineCount(.invalidRent, count: lines / 8, tenants: lines / 8))
    }
    return facts
  }

  @discardableResult
  private mutating func add(_ facts: PatrimoineFacts, on day: Day) -> CommandID {
    let id = identifiers.command(at: Self.moment(of: day))
    var facts = facts
    if facts.day != nil { facts.day = day }
    record(
      .fileImported(bailleur: bailleur.id, facts: facts, base: current), as: id, on: day,
      by: bailleur.administrators[bailleur.administrators.count - 1])
    return id
  }

  private mutating func record(
    _ event: PatrimoineEvent, as id: CommandID? = nil, on day: Day, by person: Operator
  ) {
    let moment = Self.moment(of: day)
    let roles: [Role] = [.gieCoordinator, .actimage, .administrateur]
    history.append(
      Recorded(
        event, command: id ?? identifiers.command(at: moment),
        signature: Signature(
          operatorID: person.id, organisation: person.organisation,
          role: roles.first(where: person.roles.contains) ?? .administrateur, moment: moment)))
  }

  /// Nine in the morning, or nearly.
  private static func moment(of day: Day) -> Moment {
    Moment(seconds: Int64(day.number) * 86_400 + 8 * 3_600)
  }
}

extension DemoStockFile {
  /// The same file with fewer lines.
  fileprivate func cut(to size: Int) -> DemoStockFile {
    DemoStockFile(bailleur: bailleur, number: number, size: size, known: known, seed: seed)
  }
}

extension Store {
  /// Takes in a patrimoine whose history is settled: its events go to the journal, not to the
  /// outbox.
  ///
  /// - Throws: `StorageError`.
  func adopt(_ history: [Recorded<PatrimoineEvent>], of bailleur: OrganisationID) throws {
    guard !history.isEmpty else { return }
    let history = history.sorted { $0.signature.moment < $1.signature.moment }
    let stream = Patrimoine.stream(of: bailleur)
    var patrimoine = Patrimoine.empty
    for recorded in history { patrimoine.apply(recorded) }
    try write {
      let scope = try registerScope(of: patrimoine, stream: stream)
      try streams.journal.append(
        try streams.drafts(history, stream: stream, after: 0), scope: scope)
      try project(patrimoine, stream: stream)
    }
  }
}
