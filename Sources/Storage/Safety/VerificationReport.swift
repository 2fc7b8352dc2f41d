/// A thing that a verification looks at.
public enum VerificationStep: CaseIterable, Sendable {
  case file, chain, versions, outbox, dossiers, rules, texts, claims, views, shared

  /// Those that need nothing but the store.
  public static let ofStore = allCases.filter { $0 != .shared }

  /// What was checked, in French, as a line of the report.
  public var label: String {
    switch self {
    case .file: "Fichier, index et liens entre les tables"
    case .chain: "Chaîne du journal, depuis le premier événement"
    case .versions: "Suite des événements de chaque dossier"
    case .outbox: "Actes en attente et leur seconde copie (pending.log)"
    case .dossiers: "Lecture de chaque dossier"
    case .rules: "Actes que les règles permettaient"
    case .texts: "Noms, NUR et notes que les dossiers nomment"
    case .claims: "Références, logements et NUR engagés"
    case .views: "Files et listes, comparées à une reconstruction"
    case .shared: "Journal, comparé à celui de la base partagée"
    }
  }

  /// What to do about a problem, in French.
  public var remedy: String {
    switch self {
    case .file, .chain, .versions:
      "N'effacez rien. Copiez le dossier des données, puis restaurez la dernière sauvegarde "
        + "saine : habiter restaurer FICHIER."
    case .outbox:
      "Fermez habiter et rouvrez-le : la base et sa seconde copie se complètent à l'ouverture. "
        + "Si cela reste, restaurez une sauvegarde."
    case .dossiers:
      "Installez la dernière version d'habiter ; si elle l'est déjà, restaurez une sauvegarde."
    case .rules:
      "Ouvrez le dossier : son historique montre l'acte contesté. Aatiko ou le GIE le corrige par "
        + "un autre acte."
    case .texts, .claims: "Gardez une copie du dossier des données et prévenez l'assistance."
    case .views: "Fermez habiter, puis lancez : habiter verifier --reconstruire."
    case .shared:
      "Lancez « habiter sync » : le poste reprend le journal partagé, remet ses propres actes en "
        + "attente et dit ce qui manque. Si cela reste, prévenez l'administrateur de la base."
    }
  }
}

/// Something wrong in a store: never a name, a NUR or a text.
public struct StoreProblem: Equatable, Sendable {
  /// What was being checked.
  public let step: VerificationStep
  /// What is wrong and where, in French.
  public let text: String
}

/// What a verification looked at and found.
public struct VerificationReport: Sendable {
  /// The problems in the order in which they were found.
  public private(set) var problems: [StoreProblem] = []
  /// What is no problem and worth saying, in French.
  public private(set) var remarks: [String] = []
  /// What each step went through, in French (« 1 204 événements »).
  var counts: [VerificationStep: String] = [:]
  /// The steps asked for.
  let steps: [VerificationStep]

  init(_ steps: [VerificationStep]) { self.steps = steps }

  /// Whether nothing is wrong.
  public var isClean: Bool { problems.isEmpty }

  mutating func add(_ step: VerificationStep, _ text: String) {
    problems.append(StoreProblem(step: step, text: text))
  }

  mutating func remark(_ text: String) { remarks.append(text) }

  private static let shownOfStep = 10

  /// The report for an administrator: each step, what is wrong, where, what to do.
  public var french: [String] {
    var lines: [String] = []
    for step in steps {
      let found = problems.filter { $0.step == step }
      let count = counts[step].map { " : \($0)" } ?? ""
      lines.append("\(found.isEmpty ? "✓" : "!") \(step.label)\(count)\(Self.verdict(found.count))")
      lines += found.prefix(Self.shownOfStep).map { "    \($0.text)" }
      if found.count > Self.shownOfStep {
        lines.append("    et \(found.count - Self.shownOfStep) de plus.")
      }
      if !found.isEmpty { lines.append("    À faire : \(step.remedy)") }
    }
    lines += remarks.map { "· \($0)" }
    let number = problems.count
    lines.append(
      isClean ? "Tout est en ordre." : "\(number) problème\(number > 1 ? "s" : "") à traiter.")
    return lines
  }

  private static func verdict(_ problems: Int) -> String {
    switch problems {
    case 0: " – en ordre"
    case 1: " – 1 problème"
    default: " – \(problems) problèmes"
    }
  }
}
