import Domain

/// The patrimoine files of the demonstration's bailleurs: the logements of their dossiers and as
/// many others as they have, with errors planted.
struct DemoStockFile {
  let bailleur: DemoDirectory.Bailleur
  let number: Int
  /// How many logements the file is to have.
  let size: Int
  /// Those that dossiers speak of, which stand first.
  let known: [Logement]
  let seed: UInt64

  private static let base = PatrimoineSample.rows[0]
  private static let streets = [
    "des Lilas", "du Vieux Puits", "de la Gare", "des Écoles", "du Moulin", "de l'Église",
    "des Tilleuls", "du Chemin Vert",
  ]

  /// One line in so many is planted with an error, as in life (`domaine.md` §8.4).
  private static let errorEvery = 330

  /// The name under which it is sent that day.
  func name(on day: Day) -> String {
    let siren = bailleur.organisation.siret?.siren ?? ""
    let digits = day.iso.filter { $0 != "-" }
    return "PATRIMOINE_\(siren)_\(digits)_001.csv"
  }

  /// Writes the file of a month: each month a few logements change.
  ///
  /// - Parameter round: the months before the last file; another round gives other rents.
  /// - Throws: `StorageError`.
  func write(to path: String, round: Int) throws(StorageError) {
    let file = try ExportFile(path: path)
    try file.write(PatrimoineSample.header + "\r\n")
    var chunk = ""
    // A few homes are sold, a few are new.
    for index in round * size / 400..<size + (2 - round) * size / 500 {
      chunk += line(index, round).joined(separator: ";") + "\r\n"
      if chunk.utf8.count > 1 << 18 {
        try file.write(chunk)
        chunk = ""
      }
    }
    try file.write(chunk)
    try file.complete()
  }

  private func line(_ index: Int, _ round: Int) -> [String] {
    var random = DemoRandom(seed: seed, number, index)
    let own = known.indices.contains(index) ? known[index] : nil
    let reference = own?.reference ?? "R-\(number)-" + DemoBailleurs.padded(index, to: 6)
    let logement = own ?? (try? DemoPlaces.logement(reference, using: &random))
    var line = Self.base
    func set(_ column: PatrimoineColumn, _ value: String) { line[column.rawValue - 1] = value }
    set(.siret, bailleur.organisation.siret?.text ?? "")
    set(.logement, reference)
    set(.locataire, "7\(DemoBailleurs.padded(number, to: 3))" + DemoBailleurs.padded(index, to: 6))
    set(.rpls, DemoBailleurs.padded(number, to: 3) + DemoBailleurs.padded(index, to: 7))
    if let logement { describe(logement, in: &line, &random, round) }
    set(.streetNumber, "\(random.int(in: 1...160))")
    set(.street, random.pick(Self.streets))
    set(.door, "\(random.int(in: 1...90))")
    for (contact, columns) in [
      (ContactKind.contact1, [PatrimoineColumn.contact1Name, .contact1Email]),
      (.contact2, [.contact2Name, .contact2Email]),
    ] {
      let agents = bailleur.agents[contact] ?? []
      guard !agents.isEmpty else { continue }
      let agent = agents[index % agents.count]
      set(columns[0], agent.name)
      set(columns[1], DemoPatrimoine.email(of: agent))
    }
    if own == nil, random.chance(0.08) { vacate(&line, &random) }
    if own == nil, index % Self.errorEvery == 17 { plant(index / Self.errorEvery, in: &line) }
    return line
  }

  private func describe(
    _ logement: Logement, in line: inout [String], _ random: inout DemoRandom, _ round: Int
  ) {
    let insee = logement.insee.text
    let postcode =
      insee.hasPrefix("751") ? "750\(insee.suffix(2))" : "\(insee.prefix(2))000"
    let rooms = max(1, min(6, Int(String(logement.typologie.rawValue.dropFirst().prefix(1))) ?? 3))
    let surface = 14 * rooms + 12 + random.int(in: -4...6)
    let rent = surface * random.int(in: 620...760) + (random.chance(0.02) ? round * 700 : 0)
    let values: [(PatrimoineColumn, String)] = [
      (.postcode, postcode), (.insee, insee), (.commune, logement.commune),
      (.typologie, logement.typologie.rawValue), (.rooms, "\(rooms)"), (.surface, "\(surface),00"),
      (.rent, Self.euros(rent)), (.newRent, Self.euros(rent * 11 / 10)),
      (.floor, "\(random.int(in: 0...12))"), (.year, "\(random.int(in: 1955...1979))"),
    ]
    for (column, value) in values { line[column.rawValue - 1] = value }
  }

  private func vacate(_ line: inout [String], _ random: inout DemoRandom) {
    let occupation = random.chance(0.7) ? "TRAVAUX" : "VACANT"
    for column in [PatrimoineColumn.locataire, .leaseDate, .leaseType, .rent] {
      line[column.rawValue - 1] = ""
    }
    line[PatrimoineColumn.occupation.rawValue - 1] = occupation
  }

  private static func euros(_ cents: Int) -> String {
    "\(cents / 100),\(DemoBailleurs.padded(cents % 100, to: 2))"
  }

  /// What is planted, one after the other: every code that a line can have.
  private static let faults: [[PatrimoineColumn: String]] = [
    [.rent: "cher"], [.dpe: "Z"], [.surface: "4,5"], [.rooms: "0"], [.financing: "PLAIX"],
    [.insee: "99999"], [.occupation: "LOUEE"], [.leaseDate: "31/02/2020"], [.contingent: "9"],
    [.eligible: "N"], [.contact1Email: "c.martin"], [.siret: "99900001100019"],
    [.contact2Name: "", .contact2Email: ""], [.contact1Name: "", .contact1Email: ""],
    [.locataire: ""], [.rpls: "12"], [.lift: "oui"], [.logement: "1,23E+10"],
    [.typologie: "T2", .rooms: "5"], [.leaseDate: "2031-01-01"], [.insee: "69123"],
    [.leaseType: "LOI1948"], [.motive: "L48"], [.commune: "Lutèce"], [.postcode: "77000"],
    [.surface: "180,00"], [.newRent: "9999"], [.ceiling: "PLI"], [.contact1Phone: "01 40 99 00 10"],
    [.complement: "=SOMME(A1)"], [.leaseDate: "1950-01-01", .year: "1975"], [.logement: ""],
    [.eligible: "peut-être"], [.reservataire: "Ville d'Ys"], [.rent: "95,00"],
    [.insee: "75056", .postcode: "75001", .commune: "Paris"],
    [.contact2Email: "a.b@courriel.example"], [.heating: "BOIS"],
  ]

  private func plant(_ fault: Int, in line: inout [String]) {
    for (column, value) in Self.faults[(fault + number) % Self.faults.count] {
      line[column.rawValue - 1] = value
    }
  }
}

extension PatrimoineColumn {
  fileprivate static let dpe = PatrimoineColumn.energy
}
