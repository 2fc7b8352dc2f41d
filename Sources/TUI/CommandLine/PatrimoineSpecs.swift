import Domain

/// `habiter patrimoine …`: the file that a bailleur begins with, and its check.
enum PatrimoineSpecs {
  static let all =
    [model, PatrimoineEssai.spec, PatrimoineImporter.spec, PatrimoineReleve.spec]
    + PatrimoineState.specs

  private static let model = CommandSpec(
    words: ["patrimoine", "modele"],
    summary: "Écrit un exemple commenté du fichier patrimoine, ou un modèle vide.",
    details: [
      "L'exemple a trois logements et, au-dessus, ce que chaque colonne attend.",
      "Le format, les contrôles et leurs codes sont décrits dans docs/patrimoine.md.",
    ],
    options: [OptionSpec(name: "--vide", help: "écrit l'en-tête seul, à remplir")],
    examples: [
      "habiter patrimoine modele > exemple.csv",
      "habiter patrimoine modele --vide > \(PatrimoineSample.name)",
    ]
  ) { arguments, shell in
    shell.write(arguments.has("--vide") ? PatrimoineSample.template : PatrimoineSample.text)
    return .success
  }
}
