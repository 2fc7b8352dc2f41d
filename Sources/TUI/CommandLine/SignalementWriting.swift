import Domain
import Storage

/// A queue of signalements as text, JSON or CSV, written by stretches.
struct SignalementWriting {
  enum Form { case text, json, csv }

  let store: Store
  let session: Session
  let form: Form

  private static let stretch = 500

  /// - Returns: how many were written.
  func write(_ listing: SignalementListing, _ shell: Shell) throws -> Int {
    var count = 0
    switch form {
    case .text: break
    case .json: shell.write("{\"au\":\"\(session.today.iso)\",\"signalements\":[\n")
    case .csv: shell.write(ListedSignalement.header)
    }
    while true {
      let page = try store.signalements(listing, from: count, limit: Self.stretch, for: session)
      var text = ""
      for line in page.rows {
        let listed = ListedSignalement(line, in: store.directory)
        switch form {
        case .text: text += listed.text(session.today, store.reglement, shell.columns) + "\n"
        case .json: text += (count == 0 ? "" : ",\n") + (try JSONLine.text(of: listed))
        case .csv: text += listed.csv
        }
        count += 1
      }
      shell.write(text)
      if page.rows.count < Self.stretch { break }
    }
    if form == .json { shell.write("\n]}\n") }
    return count
  }
}

/// A signalement as it leaves the program: the keys, in snake case, are the columns of the CSV too
/// (`docs/commandes.md`).
struct ListedSignalement: Encodable {
  let numero: String
  let nature: String
  let bailleur: String
  let categorie: String
  let etat: String
  let depuis: Day
  let recuLe: Day
  let doitAgir: String?
  let prisPar: String?
  let logement: String?
  let annonce: String?
  let dossier: String?
  let ticket: Int?
  let doublonDe: String?
  let issue: String?
  let debut: String?
  private let status: SignalementStatus

  private enum CodingKeys: String, CodingKey {
    case numero, nature, bailleur, categorie, etat, depuis, recuLe, doitAgir, prisPar, logement
    case annonce, dossier, ticket, doublonDe, issue, debut
  }

  init(_ line: SignalementLine, in directory: Directory) {
    let summary = line.summary
    numero = summary.number
    nature = summary.reception.nature.rawValue
    bailleur = directory.name(of: summary.bailleur)
    categorie = summary.category.rawValue
    etat = summary.status.label
    depuis = summary.since
    recuLe = summary.reception.day
    doitAgir = summary.status.mover?.label
    prisPar = directory.name(of: summary.holder)
    logement = summary.reception.logement
    annonce = summary.reception.annonce
    dossier = summary.reception.dossier
    ticket = summary.ticket?.number
    doublonDe = summary.original?.number
    issue = summary.outcome?.rawValue
    debut = line.excerpt
    status = summary.status
  }

  /// The line of the names.
  static let header = CSVWriting.line([
    "numero", "nature", "bailleur", "categorie", "etat", "depuis", "recu_le", "doit_agir",
    "pris_par", "logement", "annonce", "dossier", "ticket", "doublon_de", "issue", "debut",
  ])

  /// The line of the signalement, in the order of the names.
  var csv: String {
    CSVWriting.line([
      numero, nature, bailleur, categorie, etat, depuis.french, recuLe.french, doitAgir ?? "",
      prisPar ?? "", logement ?? "", annonce ?? "", dossier ?? "",
      ticket.map(String.init) ?? "", doublonDe ?? "", issue ?? "", debut ?? "",
    ])
  }

  /// A line of text, in the columns that there are.
  func text(_ today: Day, _ reglement: Reglement, _ columns: Int?) -> String {
    let age = status.age(since: depuis, on: today, reglement)?.french ?? ""
    let cells: [(String, Int)] = [
      (numero, 12), (recuLe.french, 10), (etat, 20), (age, 13), (bailleur, 30),
      (debut ?? "(message non lu par votre rôle)", 0),
    ]
    var line = ""
    for (index, (cell, width)) in cells.enumerated() {
      let isLast = index == cells.count - 1
      let text =
        isLast ? CellText.sanitized(cell) : CellText.truncated(CellText.sanitized(cell), to: width)
      line += text
      if !isLast {
        line += String(repeating: " ", count: max(0, width - CellText.width(of: text)) + 2)
      }
    }
    return columns.map { CellText.truncated(line, to: $0) } ?? line
  }
}
