import Domain

/// A signalement as a record tells it.
struct SignalementDraft {
  var number: String
  var receivedAt: Moment
  var siret: SIRET
  var nature: SignalementNature
  var category: SignalementCategory
  var channel: SignalementChannel
  var isRegistered: Bool
  var author: String?
  var tenant: String?
  var logement: String?
  var annonce: String?
  var dossier: String?
  var message: String
}

extension RecordReader<SignalementColumn> {
  /// Reads every column of a record, so that one report names all its mistakes.
  mutating func signalement() -> SignalementDraft? {
    let number = reference(.number, "Donnez à chaque signalement son numéro sur la plateforme.")
    let hasDay = required(.receivedOn, "Indiquez le jour de la réception.")
    let day = hasDay == nil ? nil : day(.receivedOn)
    let second = hour() ?? 0
    let hasSiret = required(.siret, "Indiquez les 14 chiffres du bailleur du locataire.")
    let siret = hasSiret == nil ? nil : parse(.siret, as: SIRET.self)
    let nature = choice(.nature, among: SignalementNature.allCases.map { ($0.rawValue, $0) })
    let category = choice(
      .category, among: SignalementCategory.allCases.map { ($0.rawValue, $0) },
      aliases: SignalementCategory.allCases.map { ($0.label, $0) })
    let channel = choice(.channel, among: SignalementChannel.allCases.map { ($0.rawValue, $0) })
    let isRegistered = choice(
      .isRegistered, among: [("oui", true), ("non", false)],
      aliases: [
        ("o", true), ("n", false), ("1", true), ("0", false), ("true", true), ("false", false),
      ])
    let author = text(.author, atMost: 200)
    let tenant = text(.tenant, atMost: 60)
    let logement = optionalReference(.logement)
    let annonce = optionalReference(.annonce)
    let dossier = optionalReference(.dossier)
    let message = text(.message, atMost: Self.longestMessage)
    if message == nil, problems.allSatisfy({ $0.place?.name != SignalementColumn.message.name }) {
      refuse(.message, "La valeur manque.", remedy: "Donnez le message de la personne.")
    }
    guard problems.isEmpty, let number, let day, let siret, let message else { return nil }
    return SignalementDraft(
      number: number, receivedAt: ParisTime.moment(of: day, second: second), siret: siret,
      nature: nature ?? .inscrit, category: category ?? .autre, channel: channel ?? .plateforme,
      isRegistered: isRegistered ?? true, author: author, tenant: tenant, logement: logement,
      annonce: annonce, dossier: dossier, message: message)
  }

  /// The longest message that is taken, in characters.
  private static var longestMessage: Int { 10_000 }

  private mutating func optionalReference(_ column: SignalementColumn) -> String? {
    record.values[column] == nil ? nil : reference(column, "")
  }

  /// The second of the day of « 14:05 », « 14:05:33 » or « 14h05 ».
  private mutating func hour() -> Int? {
    guard let text = text(.hour, atMost: 8) else { return nil }
    let parts = text.split { $0 == ":" || $0 == "h" || $0 == "H" }.map { Int($0) }
    let limits = [24, 60, 60]
    guard (2...3).contains(parts.count),
      zip(parts, limits).allSatisfy({ part, limit in part.map { (0..<limit).contains($0) } ?? false
      })
    else {
      refuse(.hour, "L'heure n'est pas comprise.", remedy: "Écrivez-la HH:MM.")
      return nil
    }
    return zip(parts, [3600, 60, 1]).reduce(0) { $0 + ($1.0 ?? 0) * $1.1 }
  }
}
