import Domain
import Storage

/// `habiter patrimoine essai`: what an import of the file would say and do, without doing it.
enum PatrimoineEssai {
  static let spec = CommandSpec(
    words: ["patrimoine", "essai"],
    summary: "Contrôle un fichier patrimoine sans rien enregistrer : le rapport de l'import.",
    details: [
      "Le fichier est lu en une fois, quelle que soit sa taille ; Ctrl-C abandonne.",
      "Code de sortie 0 : chaque ligne est acceptée ; 1 : le fichier serait refusé, mis en",
      "attente de confirmation, ou repris sans ses lignes en erreur.",
      "Chaque code, et quoi en faire, est décrit dans docs/patrimoine.md.",
    ],
    argument: "FICHIER",
    options: [
      OptionSpec(
        name: "--bailleur", value: "SIRET",
        help: "l'organisme qui envoie le fichier : vérifie qu'il est bien à lui"),
      OptionSpec(name: "--json", help: "le rapport en JSON, un objet sur une ligne"),
      OptionSpec(
        name: "--rapport", value: "FICHIER.csv",
        help: "écrit aussi le rapport complet, un message par ligne, à ce nom"),
    ],
    examples: [
      "habiter patrimoine essai \(PatrimoineSample.name)",
      "habiter patrimoine essai \(PatrimoineSample.name) --rapport rapport.csv",
    ]
  ) { arguments, shell in
    let desk = try PatrimoineDesk(arguments, shell, for: .reading)
    let delivery = try desk.delivery(of: arguments.argument ?? "")
    let made = try PatrimoineMeter.watching(shell) { progress in
      try PatrimoineImport.essai(
        delivery, table: arguments.options["--rapport"], progress: progress)
    }
    if arguments.has("--json") {
      shell.out(try JSONLine.text(of: ToldImport(made)))
    } else {
      made.report.french.forEach(shell.out)
      shell.out("")
      comparison(made, isFirst: delivery.current == nil).forEach(shell.out)
      shell.out("Essai : rien n'a été enregistré.")
    }
    return made.verdict == .accepted ? .success : .refused
  }

  /// What the file would do to the stock, and which file that is.
  static func comparison(_ made: PatrimoineImport, isFirst: Bool) -> [String] {
    let counts = made.counts
    let difference =
      isFirst
      ? "Aucun patrimoine importé ici jusqu'à présent : rien à comparer."
      : "Par rapport au patrimoine actuel (\(counts.before.frenchGrouped) logements) : "
        + "\(counts.added.frenchGrouped) en plus, \(counts.changed.frenchGrouped) modifiés, "
        + "\(counts.removed.frenchGrouped) en moins."
    return [difference] + (made.sha256.map { ["Empreinte SHA-256 du fichier : \($0)"] } ?? [])
  }
}

/// An essai or an import as it leaves the program (`docs/commandes.md`).
struct ToldImport: Encodable {
  /// A code and how often it was found.
  struct Code: Encodable {
    let code: String
    let gravite: String
    let nombre: Int
    let message: String
    let action: String
  }

  /// One finding.
  struct Message: Encodable {
    let code: String
    let gravite: String
    let ligne: Int?
    let colonne: Int?
    let lettre: String?
    let champ: String?
    let valeur: String?
    let message: String
    let attendu: String?
    let action: String
  }

  let fichier: String
  let verdict: String
  let sha256: String?
  let lignes: Int
  let rejetees: Int
  let logementsAvant: Int
  let logements: Int
  let enPlus: Int
  let modifies: Int
  let enMoins: Int
  let codes: [Code]
  let messages: [Message]

  init(_ made: PatrimoineImport) {
    let findings = made.report.findings
    fichier = made.report.file
    verdict =
      switch made.verdict {
      case .refused: "refuse"
      case .held: "a-confirmer"
      case .accepted: "accepte"
      case .acceptedWithRejects: "accepte-avec-rejets"
      }
    sha256 = made.sha256
    lignes = made.report.lines
    rejetees = made.report.rejected
    logementsAvant = made.counts.before
    logements = made.counts.logements
    enPlus = made.counts.added
    modifies = made.counts.changed
    enMoins = made.counts.removed
    codes = findings.codes.map { code in
      Code(
        code: code.label, gravite: code.severity.label, nombre: findings.count(code),
        message: code.definition.form, action: code.definition.remedy)
    }
    messages = findings.codes.flatMap { findings.first($0) }.map { found in
      Message(
        code: found.code.label, gravite: found.code.severity.label, ligne: found.line,
        colonne: found.place?.number, lettre: found.place?.letter, champ: found.place?.name,
        valeur: found.value?.strippedOfControls, message: found.text, attendu: found.expected,
        action: found.remedy)
    }
  }
}
