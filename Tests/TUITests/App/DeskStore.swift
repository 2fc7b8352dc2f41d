import Domain
import Foundation
import Storage

/// The store that every desk starts from, made once and copied: one dossier in each state.
struct DeskStore {
  /// Tuesday 24 March 2026.
  static let today = Day(number: 20_536)

  /// The files of the store once made.
  private static let files = Result { try make() }

  /// Puts the store's files into a directory.
  static func copy(into directory: String) throws {
    for (name, data) in try files.get() {
      try data.write(to: URL(fileURLWithPath: "\(directory)/\(name)"))
    }
  }

  /// Ten in the morning in Paris.
  static func moment(on day: Day) -> Moment {
    let utc = Moment(seconds: Int64(day.number) * 86_400 + 10 * 3600)
    return utc + -Int64(ParisTime.offset(at: utc))
  }

  private static func make() throws -> [String: Data] {
    let manager = FileManager.default
    let path = manager.temporaryDirectory.path + "/habiter-\(UUID().uuidString)"
    defer { try? manager.removeItem(atPath: path) }
    var writer = try DeskStore(
      store: Store(StoreLocation(directory: path, isDemo: true)))
    try writer.fill()
    writer.store.close()
    var files: [String: Data] = [:]
    for name in try manager.contentsOfDirectory(atPath: path) where !name.hasSuffix(".lock") {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))
    }
    return files
  }

  private let store: Store
  private var sealer: Sealer
  private var stream = StreamID("")
  /// What the next act seals.
  private var secrets: [Secret] = []

  private init(store: Store) throws {
    self.store = store
    try store.put(organisations: DeskPeople.organisations, operators: DeskPeople.people)
    sealer = try store.sealer()
  }

  private mutating func fill() throws {
    for dossier in DeskDossier.all {
      stream = store.newStream(at: Self.moment(on: Self.today + (dossier.nur - 2)))
      try create(dossier)
      for step in dossier.steps.sorted(by: { $0.day < $1.day }) {
        let contact = DeskPeople.agent(step.contact, of: dossier.bailleur(step.volet))
        try act(try command(step, dossier), by: step.actor ?? contact, on: step.day)
      }
    }
  }

  private mutating func create(_ dossier: DeskDossier) throws {
    let volets = try VoletName.allCases.map { name in
      let tenant = sealer.seal(dossier.tenants[name] ?? "Locataire \(name.rawValue)", as: .name)
      secrets.append(tenant)
      let bailleur = dossier.bailleur(name)
      return NewVolet(
        name: name, bailleur: bailleur,
        logement: Logement(
          reference: "LOG-\(name.rawValue)-\(dossier.number)", typologie: name == .a ? .t3 : .t4,
          insee: try InseeCode(parsing: "93048"), commune: name == .a ? "Évry" : "Montreuil"),
        locataire: tenant.subject, contact1: DeskPeople.agent(.contact1, of: bailleur).id,
        contact2: DeskPeople.agent(.contact2, of: bailleur).id)
    }
    try act(
      .create(reference: dossier.reference, volets: volets), by: DeskPeople.superAdmin,
      on: dossier.nur - 2)
  }

  private mutating func command(
    _ step: DeskDossier.Step, _ dossier: DeskDossier
  ) throws -> DossierCommand {
    switch step.what {
    case .command(let command): return command
    case .nur:
      let digits = String(2 * dossier.number + (step.volet == .a ? 0 : 1))
      let text = "0750326" + String(repeating: "0", count: 6 - digits.count) + digits + "GDPUB"
      let (sealed, secret) = sealer.seal(try NUR(parsing: text))
      secrets.append(secret)
      return .enterNUR(volet: step.volet, nur: sealed)
    }
  }

  private mutating func act(
    _ command: DossierCommand, by person: Operator, on offset: Int
  ) throws {
    let moment = Self.moment(on: Self.today + offset)
    try store.perform(
      Act(stream: stream, command: command, secrets: secrets),
      as: Session(actor: person) { moment })
    secrets = []
  }
}
