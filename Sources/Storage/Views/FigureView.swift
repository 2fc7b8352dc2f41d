import Domain

/// What statistics keep of each dossier, in days and codes: read in one pass, without a replay.
struct FigureView {
  static let table = "dossier_figure"

  static let schema = """
    CREATE TABLE dossier_figure(
      number INTEGER PRIMARY KEY, created INTEGER NOT NULL, nur INTEGER, checked INTEGER,
      instructed INTEGER, first_decision INTEGER, decided INTEGER, attributed INTEGER,
      agreed INTEGER, inventoried INTEGER, ended INTEGER, outcome TEXT, motive TEXT,
      moved INTEGER, homes TEXT NOT NULL) STRICT;
    """

  let connection: Connection

  /// Replaces what is kept of the dossier of that number.
  func put(_ figure: DossierFigure?, _ number: Int) throws {
    guard let figure else {
      try connection.run("DELETE FROM dossier_figure WHERE number = ?", [number])
      return
    }
    let days: [any SQLBindable] = figure.passedOn.map { $0?.number }
    try connection.run(
      """
      INSERT OR REPLACE INTO dossier_figure
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [number, figure.createdOn] + days + [
        figure.ending?.day, figure.ending?.outcome.rawValue, figure.ending?.motive?.rawValue,
        figure.movedOn, figure.homes.map(Self.text).joined(separator: "\n"),
      ])
  }

  /// The day of the first creation, nil without any dossier.
  func firstDay() throws -> Day? {
    let first: Int?? = try connection.scalar("SELECT min(created) FROM dossier_figure")
    return (first ?? nil).map { Day(number: $0) }
  }

  /// Gives every figure to `body`.
  func forEach(_ body: (DossierFigure) -> Void) throws {
    var homes = Homes()
    try connection.query(
      """
      SELECT created, nur, checked, instructed, first_decision, decided, attributed, agreed,
        inventoried, ended, outcome, motive, moved, homes FROM dossier_figure
      """
    ) { row throws(StorageError) in
      body(try Self.figure(row, &homes))
    }
  }

  private static func figure(
    _ row: borrowing Row, _ homes: inout Homes
  ) throws(StorageError) -> DossierFigure {
    var passed: [Day?] = []
    passed.reserveCapacity(DossierFigure.steps.count)
    for column in 1...DossierFigure.steps.count { passed.append(try day(row, column)) }
    let outcome: String? = try row.get(10)
    let motive: String? = try row.get(11)
    var ending: DossierFigure.Ending?
    if let day = try day(row, 9), let outcome = outcome.flatMap(Closing.Outcome.init(rawValue:)) {
      ending = DossierFigure.Ending(
        day: day, outcome: outcome, motive: motive.flatMap(Motive.init(rawValue:)))
    }
    return DossierFigure(
      createdOn: Day(number: try row.get(0)), passedOn: passed, ending: ending,
      movedOn: try day(row, 12), homes: homes.read(try row.get(13)))
  }

  private static func day(_ row: borrowing Row, _ column: Int) throws(StorageError) -> Day? {
    let number: Int? = try row.get(column)
    return number.map { Day(number: $0) }
  }

  private static func text(_ home: DossierFigure.Home) -> String {
    "\(home.departement)|\(home.typologie.rawValue)|\(home.bailleur.text)"
  }

  /// Homes by their text: there are few that differ.
  private struct Homes {
    private var known: [Substring: DossierFigure.Home] = [:]

    mutating func read(_ text: String) -> [DossierFigure.Home] {
      var homes: [DossierFigure.Home] = []
      var rest = text[...]
      while !rest.isEmpty {
        let end = rest.utf8.firstIndex(of: 0x0A) ?? rest.endIndex
        if let home = home(rest[..<end]) { homes.append(home) }
        rest = end == rest.endIndex ? "" : rest[rest.utf8.index(after: end)...]
      }
      return homes
    }

    private mutating func home(_ text: Substring) -> DossierFigure.Home? {
      if let home = known[text] { return home }
      let parts = text.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, let typologie = Typologie(rawValue: String(parts[1])) else {
        return nil
      }
      let home = DossierFigure.Home(
        bailleur: OrganisationID(String(parts[2])), typologie: typologie,
        departement: String(parts[0]))
      known[text] = home
      return home
    }
  }
}
