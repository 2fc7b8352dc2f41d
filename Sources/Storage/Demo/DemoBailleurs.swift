import Domain

/// The invented bailleurs, with the logements that make some meet in more dossiers than others:
/// 1 000 000 in all, the largest 125 000, six above 50 000, half below 12 000, the smallest 900.
enum DemoBailleurs {
  /// How a bailleur keeps the delays of the charter.
  enum Conduct: Sendable {
    /// Four of them make 60 % of what is late.
    case lax
    /// As most do.
    case usual
    /// Hardly ever late, over hundreds of dossiers.
    case exemplary
    /// Stands in one dossier only, with three breaches.
    case single
  }

  /// A line of the table.
  struct Line: Sendable {
    let name: String
    let logements: Int
    let conduct: Conduct
    let staffing: Staffing

    init(
      _ name: String, _ logements: Int, _ conduct: Conduct = .usual, _ staffing: Staffing = .team
    ) {
      self.name = name
      self.logements = logements
      self.conduct = conduct
      self.staffing = staffing
    }
  }

  /// Who works there.
  enum Staffing: Sendable {
    /// A pilote, two administrators and agents by the size.
    case team
    /// One person with every role.
    case onePerson
  }

  /// How many of the lines are members; the rest prepare to join.
  static let members = 36

  /// The SIRET of the nth bailleur, in the range that `domaine.md` §5.4 keeps for invented ones.
  static func siret(_ number: Int) throws(Refusal) -> SIRET {
    let siren = luhnCompleted("999" + padded(number, to: 5))
    return try SIRET(parsing: luhnCompleted(siren + "0001"))
  }

  /// Bailleurs beyond those of the bourse, for a demonstration larger than it: at most 64.
  static func further(_ count: Int) -> [Line] {
    (0..<max(0, count)).map { place in
      let name = "\(kinds[place % kinds.count]) \(sites[place / kinds.count % sites.count])"
      return Line(name, 1_500 + place * 2_741 % 10_400)
    }
  }

  private static let kinds = [
    "Habitat", "Logis", "Résidences", "Foyers", "Toits", "Demeures", "Office", "Maisons",
  ]
  private static let sites = [
    "du Vieux Noyer", "de la Source Grise", "des Trois Vallons", "de l'Île aux Saules",
    "du Grand Mail", "des Bruyères Hautes", "de la Halte", "du Pré Carré",
  ]

  /// A number with zeros before it.
  static func padded(_ number: Int, to length: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, length - digits.count)) + digits
  }

  private static func luhnCompleted(_ digits: String) -> String {
    var sum = 0
    for (position, digit) in digits.utf8.reversed().enumerated() {
      let weighted = (Int(digit) - 48) * (position.isMultiple(of: 2) ? 2 : 1)
      sum += weighted > 9 ? weighted - 9 : weighted
    }
    return digits + String((10 - sum % 10) % 10)
  }

  // The first is the profiles' own; the first six are the small demonstration's.
  static let lines: [Line] = [
    Line("Habitat des Coteaux", 98_000, .lax),
    Line("Grand Cèdre Habitat", 125_000, .exemplary),
    Line("Logis du Val d'Ambre", 61_000, .lax),
    Line("Les Toits de l'Aubépine", 22_000),
    Line("Coopérative Pierre Blanche", 9_000, .usual, .onePerson),
    Line("Le Petit Perron", 900, .single, .onePerson),
    Line("Rives et Plateaux", 84_000),
    Line("Maisons du Levant", 72_000),
    Line("Résidences de la Clairvallée", 55_000),
    Line("Foyers de l'Orme Creux", 48_000, .lax),
    Line("Habitat Sept Fontaines", 45_000, .lax),
    Line("Logements des Hautes Terrasses", 41_000),
    Line("Domiciles du Méandre", 33_000),
    Line("Briques et Charpentes Habitat", 30_000),
    Line("Les Demeures du Marronnier", 27_000),
    Line("Immobilière des Mésanges", 24_000),
    Line("Toit de Brume", 22_500),
    Line("Office des Quatre Ponts", 19_500),
    Line("Société d'habitation à loyer modéré des Rives et des Plateaux réunis", 19_000),
    Line("Clos des Églantiers", 12_000),
    Line("Habitat Passerelle", 11_500),
    Line("Logis de la Tuilerie", 11_000),
    Line("Cour et Jardin", 11_000),
    Line("Les Volets Bleus", 10_500),
    Line("Foncière du Lavoir", 10_000),
    Line("Mes Murs", 9_500),
    Line("Résidences du Sureau", 8_500),
    Line("Habitat Lanterne", 8_000),
    Line("Coopérative de l'Arche Basse", 7_500),
    Line("Les Balcons de l'Yeuse", 7_000),
    Line("Logis Vert-Galet", 6_500),
    Line("Œuvre du Bon Accueil", 6_000, .usual, .onePerson),
    Line("Pas de Porte", 5_000),
    Line("Habitat des Sept Peupliers", 4_500),
    Line("Maison Commune du Plessois", 3_500),
    Line("Logis de l'Étang Noir", 2_500, .usual, .onePerson),
    Line("Nouvelle Rive Habitat", 18_000),
    Line("Le Seuil Clair", 7_200),
    Line("Résidences du Fanal", 4_100),
    Line("Logis des Aulnaies", 2_600),
  ]
}
