import Domain
import Storage

/// `habiter dossiers`: a queue as text, JSON or CSV.
enum ListCommand {
  static let spec = CommandSpec(
    words: ["dossiers"], summary: "Liste une file de dossiers : étape, échéance, qui doit agir.",
    details: [
      "Files : \(DossierQueue.allCases.map(\.word).joined(separator: ", ")).",
      "Se lit pendant que habiter est ouvert. --au juge à un autre jour ce qui est connu",
      "aujourd'hui. Les colonnes sont décrites dans docs/commandes.md.",
    ],
    options: [
      OptionSpec(
        name: "--file", value: "FILE", help: "la file à lister (par défaut : ouverts)",
        choices: DossierQueue.allCases.map(\.word)),
      OptionSpec(name: "--retard", help: "la file des dossiers en retard"),
      OptionSpec(
        name: "--bailleur", value: "NOM", help: "ceux d'un bailleur : son nom, ou son début"),
      OptionSpec(
        name: "--filtre", value: "MOTS", help: "ceux qui contiennent tous ces mots"),
      OptionSpec(
        name: "--tri", value: "TRI",
        help: DossierSort.allCases.map(\.word).joined(separator: ", "),
        choices: DossierSort.allCases.map(\.word)),
      OptionSpec(name: "--inverse", help: "dans l'ordre inverse"), StoreChoice.dayOption,
      OptionSpec(name: "--json", help: "en JSON"), OptionSpec(name: "--csv", help: "en CSV"),
      OptionSpec(name: "--code", help: "sort avec le code 4 s'il y a au moins un dossier"),
    ] + StoreChoice.options,
    examples: [
      "habiter dossiers --retard", "habiter dossiers --file caleol --tri etape --csv",
      "habiter dossiers --retard --code --json --au 31/03/2026",
    ]
  ) { arguments, shell in
    let form = try Form(arguments)
    let (store, opened) = try StoreChoice.open(arguments, shell, for: .reading)
    let session = try StoreChoice.onDayAsked(opened, arguments, shell)
    let world = try StoreEffects(store: store, session: session).world(keyMap: .standard)
    let listing = try listing(arguments, session, world)
    let wanted = try bailleurs(arguments, world)
    var count = 0
    shell.write(form.opening(on: world.today))
    try store.dossiers.walk(listing) { rows in
      var text = ""
      for row in rows where wanted.map({ !$0.isDisjoint(with: row.bailleurs) }) ?? true {
        text += try form.piece(row, world, shell.columns, isFirst: count == 0)
        count += 1
      }
      shell.write(text)
    }
    shell.write(form.ending)
    if form == .text, count == 0 { shell.report("Aucun dossier dans cette file.") }
    return arguments.has("--code") && count > 0 ? .found : .success
  }

  /// How the list is written.
  private enum Form {
    case text, json, csv

    init(_ arguments: ParsedArguments) throws(UsageError) {
      switch (arguments.has("--json"), arguments.has("--csv")) {
      case (true, true):
        throw UsageError("Choisissez --json ou --csv.", in: arguments.command)
      case (true, _): self = .json
      case (_, true): self = .csv
      default: self = .text
      }
    }

    func opening(on day: Day) -> String {
      switch self {
      case .text: ""
      case .json: "{\"au\":\"\(day.iso)\",\"dossiers\":[\n"
      case .csv: ListedDossier.header
      }
    }

    var ending: String { self == .json ? "\n]}\n" : "" }

    func piece(
      _ row: DossierRow, _ world: World, _ columns: Int?, isFirst: Bool
    ) throws -> String {
      switch self {
      case .text: ListCommand.line(row, world, columns: columns) + "\n"
      case .json:
        (isFirst ? "" : ",\n") + (try JSONLine.text(of: ListedDossier(row, in: world)))
      case .csv: ListedDossier(row, in: world).csv
      }
    }
  }

  private static func listing(
    _ arguments: ParsedArguments, _ session: Session, _ world: World
  ) throws -> DossierListing {
    guard session.seesDossiers else {
      throw Refusal("Votre rôle ne donne pas accès aux dossiers.")
    }
    let queues = DossierQueue.allCases.map { ($0.word, $0) }
    let named = try arguments.choice("--file", among: queues)
    if named != nil, arguments.has("--retard") {
      throw UsageError("Choisissez --file ou --retard.", in: arguments.command)
    }
    let queue = named ?? (arguments.has("--retard") ? .late : .open)
    guard DossiersPane.queues(for: world).contains(queue) else {
      throw Refusal(
        "La file « \(queue.word) » est celle des agents d'un bailleur.",
        remedy: "Essayez --file retard ou --file ouverts.")
    }
    let sorts = DossierSort.allCases.map { ($0.word, $0) }
    let sort = try arguments.choice("--tri", among: sorts) ?? .due
    let scope = QueueScope(
      organisation: session.audience, person: session.actor.id, today: session.today,
      filter: arguments.options["--filtre"] ?? "")
    return DossierListing(
      queue, scope, order: DossierOrder(sort, isReversed: arguments.has("--inverse")))
  }

  /// The bailleurs meant by `--bailleur`, nil without it.
  private static func bailleurs(
    _ arguments: ParsedArguments, _ world: World
  ) throws(Refusal) -> Set<OrganisationID>? {
    guard let typed = arguments.options["--bailleur"] else { return nil }
    return Set(try BailleurNames.meant(by: typed, in: world.directory))
  }

  /// A row in the columns of the screen's list; whole when no terminal sets a width.
  static func line(_ row: DossierRow, _ world: World, columns: Int?) -> String {
    guard let columns else {
      let words = DossierRowWords(row: row, world: world, width: .max / 4, actorWidth: .max / 4)
      let cells = [DossierSort.reference, .step, .bailleurs].map { words.cell($0).text }
      return padded(
        cells + [words.situation, words.cell(.actor).text], to: [12, 25, 30, 34, 0])
    }
    let widths = ColumnWidths(ListLayout(), in: columns)
    let words = DossierRowWords(
      row: row, world: world, width: widths[.bailleurs] ?? 0, actorWidth: widths[.actor] ?? 0)
    let shown = widths.columns.map { sort, width in
      CellText.truncated(words.cell(sort).text, to: width)
    }
    return padded(shown, to: widths.columns.map(\.width), gap: 1)
  }

  private static func padded(_ cells: [String], to widths: [Int], gap: Int = 2) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let text = CellText.sanitized(cell)
      line += text
      if index < cells.count - 1 {
        let room = max(0, widths[index] - CellText.width(of: text)) + gap
        line += String(repeating: " ", count: room)
      }
    }
    return line
  }
}

/// Bailleurs by what is typed of their names.
enum BailleurNames {
  /// The bailleurs whose name begins so, or holds what was typed.
  ///
  /// - Throws: `Refusal` with the nearest name when none does.
  static func meant(by typed: String, in directory: Directory) throws(Refusal) -> [OrganisationID] {
    let wanted = typed.folded
    let all = directory.organisations.values.filter { $0.kind == .bailleur }
    let beginning = all.filter { $0.name.folded.hasPrefix(wanted) || $0.siret?.text == typed }
    let found = beginning.isEmpty ? all.filter { $0.name.folded.contains(wanted) } : beginning
    if !found.isEmpty, !wanted.isEmpty { return found.map(\.id).sorted() }
    let near = NearestWord.to(typed, among: all.map(\.name).sorted())
    throw Refusal(
      "Aucun bailleur ne s'appelle « \(typed.strippedOfControls) ».",
      remedy: near.map { "Vouliez-vous dire « \($0) » ?" })
  }
}
