import Domain
import Foundation

@testable import Storage
@testable import TUI

/// The patrimoines of forty bailleurs, some with a file that was really imported.
enum PatrimoineScene {
  static let referent = Operator(
    id: "demo-b01-referent1", name: "P. Nguyen", organisation: DeskPeople.bailleurA,
    roles: [.referentInformatique])
  static let actimage = Operator(
    id: "demo-actimage-1", name: "R. Faure", organisation: "demo-actimage", roles: [.actimage])
  static let aorif = Operator(
    id: "demo-aorif-1", name: "B. Colin", organisation: "demo-aorif", roles: [.aorif])

  /// Bailleurs with names as long as real ones.
  static let others = (4...40).map { number in
    Organisation(
      id: OrganisationID("demo-b\(number < 10 ? "0" : "")\(number)"),
      name: number % 3 == 0
        ? "Société anonyme d'habitations à loyer modéré du Val n° \(number)"
        : "Office public de l'habitat n° \(number)", kind: .bailleur, member: true)
  }

  private static let people = [referent, actimage, aorif]

  /// Puts the bailleurs, their people and the accounts of some into the desk's store.
  @Sendable static func forty(_ desk: Desk) throws {
    try fill(desk.store)
    desk.refresh()
  }

  static func fill(_ store: Store) throws {
    try begin(store)
    for (place, bailleur) in others.enumerated() where place % 9 != 0 {
      try course(place, of: bailleur.id, in: store)
    }
    try twice(store)
  }

  /// Only the people and the bodies.
  private static func begin(_ store: Store) throws {
    try store.put(
      organisations: others + [
        Organisation(id: "demo-actimage", name: "Actimage", kind: .actimage),
        Organisation(id: "demo-aorif", name: "AORIF", kind: .aorif),
      ], operators: people)
  }

  /// The first bailleur alone, with two files that were really imported.
  @Sendable static func imported(_ desk: Desk) throws {
    try begin(desk.store)
    try twice(desk.store)
    desk.refresh()
  }

  /// The first bailleur, whose last file was refused.
  @Sendable static func refused(_ desk: Desk) throws {
    try imported(desk)
    let codes = [PatrimoineCount(.tooManyErrors, count: 1)] + errors
    try take(
      facts(DeskStore.today - 1, 11_214, rejected: 1_022, codes), on: DeskStore.today,
      of: DeskPeople.bailleurA, in: desk.store)
    desk.refresh()
  }

  /// The first bailleur, an import of which waits for a confirmation.
  @Sendable static func held(_ desk: Desk) throws {
    try imported(desk)
    var gone = facts(
      DeskStore.today - 1, 9_800, rejected: 3, [PatrimoineCount(.tooManyGone, count: 1)])
    gone.removed = 1_400
    try take(gone, on: DeskStore.today, of: DeskPeople.bailleurA, in: desk.store)
    desk.refresh()
  }

  private static let errors = [
    PatrimoineCount(.surfaceOutOfBounds, count: 612, tenants: 590),
    PatrimoineCount(.invalidEmail, count: 402, tenants: 402),
    PatrimoineCount(.locataireMissing, count: 8, tenants: 8),
    PatrimoineCount(.unusualRent, count: 77),
  ]

  static func facts(
    _ day: Day, _ lines: Int, rejected: Int, _ codes: [PatrimoineCount]
  ) -> PatrimoineFacts {
    var facts = PatrimoineFacts(
      day: day, number: 1, digest: "digest-\(day.number)", lines: lines, rejected: rejected,
      codes: codes)
    facts.logements = lines - rejected
    return facts
  }

  /// A few months of files: some bailleurs stop, some begin late.
  private static func course(_ place: Int, of bailleur: OrganisationID, in store: Store) throws {
    let today = DeskStore.today
    let session = session(DeskPeople.gie, on: today - 300)
    for step in PatrimoineStep.allCases.prefix(place % 5 == 1 ? 5 : 2) where step.owner == .gie {
      try store.perform(
        PatrimoineOrder(
          bailleur, .registerStep(bailleur: bailleur, step: step, on: today - 320)), as: session,
        at: session.clock())
    }
    guard place % 5 != 1 else { return }
    let last = [5, 40, 75][place % 3]
    var base: CommandID?
    for (index, age) in stride(from: last + 90, through: last, by: -30).enumerated() {
      let lines = 900 + place * 811 + index * 40
      base = try take(
        facts(today - age, lines, rejected: place % 4 * 7, place % 4 == 0 ? [] : [errors[1]]),
        on: today - age, of: bailleur, base: base, in: store)
    }
  }

  @discardableResult
  private static func take(
    _ facts: PatrimoineFacts, on day: Day, of bailleur: OrganisationID, base: CommandID? = nil,
    in store: Store
  ) throws -> CommandID {
    let person = Operator(
      id: "demo-file", name: "Dépôt", organisation: bailleur, roles: [.referentInformatique])
    let session = session(person, on: day)
    let known = try store.patrimoine(of: bailleur, for: session).current?.id
    return try store.perform(
      PatrimoineOrder(
        bailleur, .importFile(bailleur: bailleur, facts: facts, base: base ?? known)),
      as: session, at: session.clock()
    ).command
  }

  static func session(_ person: Operator, on day: Day) -> Session {
    let moment = DeskStore.moment(on: day)
    return Session(actor: person) { moment }
  }

  /// Two files of the first bailleur, imported as the program does it.
  private static func twice(_ store: Store) throws {
    let today = DeskStore.today
    try take((1...60).map { line($0) }, on: today - 50, in: store)
    var lines = (3...64).map { line($0, rent: $0 < 6 ? "500,00" : nil) }
    lines[20][.surface] = "4,5"
    lines[21][.surface] = "700"
    lines[22][.contact1Email] = "c.martin"
    try take(lines, on: today - 22, in: store)
  }

  /// A logement of that number.
  static func line(_ number: Int, rent: String? = nil) -> [PatrimoineColumn: String] {
    let digits = String(number)
    let zeros = String(repeating: "0", count: 8 - digits.count)
    var line: [PatrimoineColumn: String] = [
      .logement: number == 7 ? "LOG-A-101" : "L-\(zeros)\(digits)",
      .locataire: "7\(zeros)\(digits)", .rpls: "RP\(zeros)\(digits)",
      .contact2Email: number % 2 == 0
        ? "l.petit@bailleur-a.example" : "m.haut@bailleur-a.example", .updated: "",
    ]
    line[.rent] = rent
    return line
  }

  /// A file of the first bailleur, in a folder of its own.
  static func file(
    _ lines: [[PatrimoineColumn: String]], on day: Day, in folder: String
  ) throws -> String {
    let model = PatrimoineSample.rows[0]
    let rows = lines.map { line in
      zip(PatrimoineColumn.allCases, model).map { line[$0] ?? $1 }.joined(separator: ";")
    }
    let date = day.iso.filter { $0 != "-" }
    let path = "\(folder)/PATRIMOINE_999000011_\(date)_001.csv"
    try ([PatrimoineSample.header] + rows).map { $0 + "\r\n" }.joined()
      .write(toFile: path, atomically: false, encoding: .utf8)
    return path
  }

  private static func take(
    _ lines: [[PatrimoineColumn: String]], on day: Day, in store: Store
  ) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/habiter-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let bailleur = DeskPeople.bailleurA
    let session = session(referent, on: day)
    let base = try store.patrimoine(of: bailleur, for: session).current?.id
    let delivery = try store.delivery(
      of: try file(lines, on: day, in: folder), from: bailleur, as: session)
    guard let made = try PatrimoineImport.prepare(delivery, in: store.stock(of: bailleur)) else {
      throw DeskTimeout()
    }
    _ = try store.record(made, of: bailleur, base: base, as: session)
  }

  /// A trial of a file with errors, done as the program does it.
  @Sendable static func trial(_ desk: Desk) throws {
    try imported(desk)
    let folder = try DeskFolder()
    var lines = (1...90).map { line($0) }
    lines[10][.surface] = "4,5"
    lines[11][.surface] = "4,5"
    lines[12][.leaseType] = "LOI1948"
    lines[13][.rpls] = "9999"
    _ = try file(lines, on: DeskStore.today, in: folder.path)
    desk.press("5 t")
    desk.type("\(folder.path)/PATR")
    desk.press("<Tab> <Entrée>")
    try desk.takeImport()
  }

  /// A file that is half read.
  @Sendable static func running(_ desk: Desk) throws {
    try imported(desk)
    desk.press("5")
    let job = ImportJob(
      bailleur: DeskPeople.bailleurA, path: "~/PATRIMOINE_999000011_20260324_001.csv",
      isTrial: false)
    let progress = PatrimoineProgress(
      part: .reading, lines: 431_000, bytes: 86_000_000, size: 200_000_000)
    desk.tell(.patrimoine(.progress(ImportRun(job: job, progress: progress, elapsed: 1.2))))
  }
}
