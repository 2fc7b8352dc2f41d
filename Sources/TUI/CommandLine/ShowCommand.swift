import Domain
import Storage

/// `habiter dossier`: one dossier as text or JSON.
enum ShowCommand {
  static let spec = CommandSpec(
    words: ["dossier"],
    summary: "Montre un dossier : qui doit agir, les deux volets, les délais, les alertes.",
    details: [
      "Se lit pendant que habiter est ouvert. Le JSON est celui de l'export (docs/export.md)."
    ],
    argument: "RÉFÉRENCE",
    options: [
      OptionSpec(name: "--pourquoi", help: "les faits et le calcul derrière chaque délai"),
      OptionSpec(name: "--historique", help: "les événements, les derniers d'abord"),
      OptionSpec(name: "--json", help: "en JSON, sur une ligne"), StoreChoice.dayOption,
    ] + StoreChoice.options,
    examples: [
      "habiter dossier D-2026-0412", "habiter dossier D-2026-0412 --pourquoi",
      "habiter dossier D-2026-0412 --json --au 31/03/2026",
    ]
  ) { arguments, shell in
    let pages = ["--pourquoi", "--historique", "--json"].filter(arguments.has)
    if pages.count > 1 {
      throw UsageError("Choisissez \(pages.joined(separator: " ou ")).", in: arguments.command)
    }
    let (store, opened) = try StoreChoice.open(arguments, shell, for: .reading)
    let session = try StoreChoice.onDayAsked(opened, arguments, shell)
    let detail = try found(arguments.argument ?? "", in: store, session)
    if pages == ["--json"] {
      guard
        let json = try store.exportedJSON(of: detail, as: session, on: session.today)
      else { throw Refusal("Ce dossier n'existait pas encore ce jour-là.") }
      shell.out(json)
      return .success
    }
    let world = try StoreEffects(store: store, session: session).world(keyMap: .standard)
    shell.out("\(detail.dossier.reference) · \(detail.dossier.status.label)")
    for line in lines(pages.first, detail, world) {
      for row in line.wrapped(to: shell.columns ?? 1_000) {
        var text = CellText.sanitized(row.text)
        while text.last == " " { text.removeLast() }
        shell.out(text)
      }
    }
    return .success
  }

  private static func lines(
    _ page: String?, _ detail: DossierDetail, _ world: World
  ) -> [FlowLine] {
    switch page {
    case "--pourquoi": WhyLines(detail: detail, world: world).lines
    case "--historique": HistoryLines(detail: detail, world: world).lines
    default: DossierDetailLines(detail: detail, world: world).lines
    }
  }

  /// The dossier of a reference, as the operator may see it.
  ///
  /// - Throws: `Refusal` when there is none for this operator, `StorageError`.
  static func found(
    _ reference: String, in store: Store, _ session: Session
  ) throws -> DossierDetail {
    guard let stream = try store.dossiers.stream(ofReference: reference.uppercased()),
      let detail = try store.detail(stream, for: session)
    else {
      throw Refusal(
        "Aucun dossier « \(reference.strippedOfControls) » parmi ceux que vous voyez.",
        remedy: "habiter dossiers les liste.")
    }
    return detail
  }
}
