import Domain
import Storage

/// `habiter journal`: who did what, when.
enum JournalCommand {
  static let spec = CommandSpec(
    words: ["journal"], summary: "Dit qui a fait quoi, et quand : les actes, les derniers d'abord.",
    details: [
      "Les actes que votre rôle peut lire, confirmés ou encore sur ce poste ; les consultations",
      "de NUR en sont. Les colonnes sont décrites dans docs/commandes.md.",
    ],
    options: [
      OptionSpec(
        name: "--acteur", value: "NOM", help: "ceux d'une personne ou d'un organisme"),
      OptionSpec(
        name: "--dossier", value: "RÉFÉRENCE",
        help: "ceux d'un dossier, d'un signalement ou d'une annonce"),
      OptionSpec(name: "--du", value: "JJ/MM/AAAA", help: "depuis ce jour"),
      OptionSpec(name: "--au", value: "JJ/MM/AAAA", help: "jusqu'à ce jour"),
      OptionSpec(name: "--consultations", help: "les consultations de NUR seulement"),
      OptionSpec(
        name: "--limite", value: "NOMBRE",
        help: "les derniers seulement (200 ; tous en JSON et en CSV)"),
      OptionSpec(name: "--json", help: "en JSON"), OptionSpec(name: "--csv", help: "en CSV"),
    ] + StoreChoice.options,
    examples: [
      "habiter journal --dossier D-2026-0412", "habiter journal --acteur martin --du 01/03/2026",
      "habiter journal --consultations --csv",
    ]
  ) { arguments, shell in
    let form = try Form(arguments)
    let (store, session) = try StoreChoice.open(
      arguments, shell, for: .reading, profile: .coordinateur)
    defer { store.close() }
    let reader = try JournalReader(store, as: session, try filter(arguments, store, session))
    let limit = try limit(arguments) ?? (form == .text ? 200 : .max)
    var count = 0
    var mark: JournalMark?
    shell.write(form.opening)
    repeat {
      let page = try reader.page(after: mark, limit: min(limit - count, 1_000), budget: .max)
      var text = ""
      for line in page.lines.prefix(limit - count) {
        let listed = ListedAct(line, in: store.directory)
        text += try form.piece(listed, isFirst: count == 0)
        count += 1
      }
      shell.write(text)
      mark = page.next
    } while mark != nil && count < limit
    shell.write(form.ending)
    if form == .text {
      if count == 0 { shell.report("Aucun acte.") }
      if mark != nil { shell.report("Il y en a d'autres : --limite en montre plus.") }
    }
    return .success
  }

  private static func filter(
    _ arguments: ParsedArguments, _ store: Store, _ session: Session
  ) throws -> JournalFilter {
    let query = JournalQuery(store: store, today: session.today)
    var filter = JournalFilter()
    filter.authors = try arguments.options["--acteur"].map { try query.authors(named: $0) }
    filter.stream = try arguments.options["--dossier"].map { try query.stream(named: $0) }
    filter.first = try arguments.day("--du", today: session.today)
    filter.last = try arguments.day("--au", today: session.today)
    filter.revealsOnly = arguments.has("--consultations")
    return filter
  }

  private static func limit(_ arguments: ParsedArguments) throws(UsageError) -> Int? {
    guard let typed = arguments.options["--limite"] else { return nil }
    guard let limit = Int(typed), limit > 0 else {
      throw UsageError("--limite attend un nombre, par exemple 50.", in: arguments.command)
    }
    return limit
  }

  /// How the journal is written.
  private enum Form {
    case text, json, csv

    init(_ arguments: ParsedArguments) throws(UsageError) {
      switch (arguments.has("--json"), arguments.has("--csv")) {
      case (true, true): throw UsageError("Choisissez --json ou --csv.", in: arguments.command)
      case (true, _): self = .json
      case (_, true): self = .csv
      default: self = .text
      }
    }

    var opening: String {
      switch self {
      case .text: ""
      case .json: "{\"journal\":[\n"
      case .csv: ListedAct.header
      }
    }

    var ending: String { self == .json ? "\n]}\n" : "" }

    func piece(_ act: ListedAct, isFirst: Bool) throws -> String {
      switch self {
      case .text: act.text + "\n"
      case .json: (isFirst ? "" : ",\n") + (try JSONLine.text(of: act))
      case .csv: act.csv
      }
    }
  }
}

/// Something that happened as it leaves the program: the keys, in snake case, are the columns of
/// the CSV too (`docs/commandes.md`).
struct ListedAct: Encodable {
  let le: String
  let objet: String
  let reference: String
  let fait: String
  let code: String
  let par: String
  let role: String
  let organisme: String
  let auNomDe: String?
  let etat: String
  let acte: String

  init(_ line: JournalLine, in names: Directory) {
    let words = JournalWords(line: line, names: names)
    le = line.moment.iso
    objet = line.aggregate
    reference = line.reference
    fait = words.what
    code = line.kind
    par = words.who
    role = line.role.label
    organisme = names.name(of: line.organisation)
    auNomDe = line.onBehalfOf.map { names.name(of: $0) }
    etat = words.state
    acte = line.command.text
  }

  /// The line of the names.
  static let header = CSVWriting.line([
    "le", "objet", "reference", "fait", "code", "par", "role", "organisme", "au_nom_de", "etat",
    "acte",
  ])

  /// The line of the act, in the order of the names.
  var csv: String {
    CSVWriting.line([
      le, objet, reference, fait, code, par, role, organisme, auNomDe ?? "", etat, acte,
    ])
  }

  /// « 2026-03-24T09:05:00Z  D-2026-0412  Pré-instruction validée, volet A  C. Martin … ».
  var text: String {
    let acting = auNomDe.map { ", au nom de \($0)" } ?? ""
    return CellText.sanitized(
      "\(le)  \(reference)  \(fait)  \(par), \(role), \(organisme)\(acting)  (\(etat))")
  }
}
