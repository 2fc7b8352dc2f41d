import Domain
import Storage

/// A row of a queue as it leaves the program: the keys, in snake case, are the columns of the CSV
/// too (`docs/commandes.md`).
struct ListedDossier: Encodable {
  let reference: String
  let statut: String?
  let etape: String
  let bailleurs: [String]
  let logements: String
  let situation: String
  let echeance: Day?
  let indicative: Bool?
  let retardJours: Int?
  let doitAgir: String?
  let contact: String?
  let alerteDepuis: Day?
  let closLe: Day?

  init(_ row: DossierRow, in world: World) {
    let urgent = row.closedOn == nil ? row.urgent(on: world.today) : nil
    reference = row.reference
    statut = row.status?.rawValue
    etape = row.statusLabel
    let names = row.bailleurs.map { world.directory.name(of: $0) }
    bailleurs = names
    logements = row.logements
    situation = DossierRowWords(row: row, world: world).situation
    echeance = urgent?.due
    indicative = urgent?.isIndicative
    retardJours = urgent.flatMap { urgent in
      guard let due = urgent.due, !urgent.isIndicative, due < world.today else { return nil }
      return world.today - due
    }
    let side = urgent.flatMap { VoletName.allCases.firstIndex(of: $0.volet) }
    doitAgir = side.flatMap { names.indices.contains($0) ? names[$0] : nil }
    contact = urgent?.contact.label
    alerteDepuis = row.alertFrom.flatMap { $0 <= world.today ? $0 : nil }
    closLe = row.closedOn
  }

  /// The line of the names.
  static let header = CSVWriting.line([
    "reference", "statut", "etape", "bailleurs", "logements", "situation", "echeance",
    "indicative", "retard_jours", "doit_agir", "contact", "alerte_depuis", "clos_le",
  ])

  /// The line of the dossier, in the order of the names.
  var csv: String {
    CSVWriting.line([
      reference, statut ?? "", etape, bailleurs.joined(separator: " / "), logements, situation,
      echeance?.french ?? "", indicative.map { $0 ? "oui" : "non" } ?? "",
      retardJours.map(String.init) ?? "", doitAgir ?? "", contact ?? "",
      alerteDepuis?.french ?? "", closLe?.french ?? "",
    ])
  }
}
