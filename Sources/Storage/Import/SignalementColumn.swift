/// A column of the file of signalements.
enum SignalementColumn: String, CaseIterable, FileColumn {
  case number = "numero"
  case receivedOn = "recu_le"
  case hour = "heure"
  case siret
  case nature
  case category = "categorie"
  case channel = "canal"
  case isRegistered = "inscrit"
  case author = "auteur"
  case tenant = "locataire"
  case logement
  case annonce
  case dossier
  case message

  static let all = allCases
  static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
  static let naming = SignalementColumn.number
  static let record = "un signalement"

  var name: String { rawValue }

  var isMandatory: Bool { [.number, .receivedOn, .siret, .message].contains(self) }

  // A report goes by mail: what a tenant wrote does not belong in it.
  var isSecret: Bool { [.message, .author, .tenant].contains(self) }
}
