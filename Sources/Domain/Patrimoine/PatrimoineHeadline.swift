/// What is wrong with a bailleur's patrimoine, since when, and who must move: one or two sentences.
public struct PatrimoineHeadline: Sendable {
  private let patrimoine: Patrimoine
  private let bailleur: OrganisationID
  private let today: Day
  private let names: Directory

  /// The headline of a patrimoine.
  ///
  /// - Parameters:
  ///   - patrimoine: the account; empty when nothing is known of it.
  ///   - bailleur: whose it is.
  ///   - names: the organisations and their people.
  public init(
    _ patrimoine: Patrimoine, of bailleur: OrganisationID, on today: Day, names: Directory
  ) {
    self.patrimoine = patrimoine
    self.bailleur = bailleur
    self.today = today
    self.names = names
  }

  /// The status on that day.
  public var status: PatrimoineStatus { patrimoine.summary?.status(on: today) ?? .never }

  /// The sentences.
  public var text: String {
    let state =
      switch status {
      case .failed: failed
      case .late: late
      case .never: never
      case .due: due
      case .onboarding: onboarding
      case .upToDate: upToDate
      }
    return waiting.map { "\($0) \(state)" } ?? state
  }

  /// An import that somebody has to confirm comes before all else.
  private var waiting: String? {
    guard let held = patrimoine.held else { return nil }
    return "À confirmer : l'import du \(held.day.french) attend, \(held.facts.removed.french) "
      + "des \(previousLogements.french) logements disparaîtraient. "
      + "\(Self.capitalised(sender)) doit le confirmer ou l'abandonner."
  }

  private var previousLogements: Int { patrimoine.current?.facts.logements ?? 0 }

  private var failed: String {
    guard let last = patrimoine.imports.last else { return "" }
    let file = last.facts.day.map { "le fichier du \($0.french)" } ?? "le dernier fichier"
    let causes = last.facts.codes.compactMap(\.known).filter { $0.severity == .blocking }
    let why = causes.first.map { " (\($0.label) : \(Self.lowered($0.subject)))" } ?? ""
    let stock =
      patrimoine.current.flatMap(\.acceptedOn).map {
        "le patrimoine du \($0.french) reste en place"
      } ?? "aucun patrimoine n'est en place"
    return "En erreur : \(file), reçu le \(last.day.french), est refusé\(why) ; \(stock). "
      + "\(Self.capitalised(sender)) doit le corriger et l'envoyer de nouveau."
  }

  private var late: String {
    guard let accepted = patrimoine.current?.acceptedOn else { return "" }
    let missed = patrimoine.missedMonths(on: today)
      .filter { $0 > CivilMonth(of: accepted) }.map(\.frenchOf)
    let months =
      missed.count > 1
      ? "il manque les fichiers \(missed.joined(separator: ", "))"
      : "il manque le fichier \(missed.joined())"
    return "En retard : aucun fichier accepté depuis le \(accepted.french) "
      + "(\((today - accepted).french("jour"))), \(months). \(Self.capitalised(sender)) "
      + "doit envoyer le fichier \(CivilMonth(of: today).frenchOf)."
  }

  private var due: String {
    guard let accepted = patrimoine.current?.acceptedOn else { return "" }
    let month = CivilMonth(of: today)
    let left = month.last - today
    let when = left == 0 ? "aujourd'hui" : "dans \(left.french("jour"))"
    return "À actualiser : dernier fichier accepté le \(accepted.french). "
      + "\(Self.capitalised(sender)) doit envoyer le fichier \(month.frenchOf) au plus tard le "
      + "\(month.last.french), \(when)."
  }

  private var never: String {
    "Jamais importé : l'intégration n'est pas commencée. \(nextStep)"
  }

  private var onboarding: String {
    let done = PatrimoineStep.allCases.count { patrimoine.day(of: $0) != nil }
    return "En intégration : \(done) étape\(done > 1 ? "s" : "") sur "
      + "\(PatrimoineStep.allCases.count). \(nextStep)"
  }

  private var nextStep: String {
    guard let step = patrimoine.nextStep else {
      return "\(Self.capitalised(sender)) doit envoyer le premier fichier."
    }
    let owner =
      switch step.owner {
      case .gie: "le GIE"
      case .actimage: "Actimage"
      case .bailleur: names.name(of: bailleur)
      }
    return "Prochaine étape, \(owner) : \(step.number) « \(step.label) »."
  }

  private var upToDate: String {
    guard let current = patrimoine.current, let accepted = current.acceptedOn else { return "" }
    let next = (CivilMonth(of: today) + 1)
    let state =
      "À jour : fichier accepté le \(accepted.french), "
      + "\(current.facts.logements.french("logement")). "
    let tenants = current.facts.codes.reduce(0) { $0 + $1.tenants }
    guard current.facts.rejected > 0 else {
      return state + "Le prochain est attendu en \(next.french)."
    }
    let rejected = current.facts.rejected
    let blocked =
      tenants > 0
      ? " : \(tenants.french("locataire")) ne \(tenants > 1 ? "peuvent" : "peut") pas s'inscrire"
      : ""
    return state + "\(rejected.french("ligne rejetée", "lignes rejetées"))\(blocked). "
      + "\(Self.capitalised(sender)) doit \(rejected > 1 ? "les" : "la") corriger d'ici au fichier "
      + "\(next.frenchOf)."
  }

  /// Who sends the bailleur's files: « le référent informatique, G. Laurent, ».
  private var sender: String {
    let referents = names.operators.values
      .filter { $0.organisation == bailleur && $0.roles.contains(.referentInformatique) }
      .map(\.name).sorted()
    guard !referents.isEmpty else { return names.name(of: bailleur) }
    return "le référent informatique, \(referents.joined(separator: " ou ")),"
  }

  /// The beginning of a sentence; a name is written as its owner does.
  private static func capitalised(_ text: String) -> String {
    text.hasPrefix("le ") ? "L" + text.dropFirst() : text
  }

  /// A subject inside a sentence; what begins with several capitals keeps them.
  private static func lowered(_ text: String) -> String {
    let isName = text.dropFirst().first?.isUppercase == true
    return isName ? text : text.prefix(1).lowercased() + text.dropFirst()
  }
}
