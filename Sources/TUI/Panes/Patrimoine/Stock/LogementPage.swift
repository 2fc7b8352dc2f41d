import Domain
import Storage

/// A logement with all that this desk knows of it.
struct LogementFile: Sendable {
  let bailleur: OrganisationID
  let reference: String
  /// Its values, the last ones when it is gone; none when it was never there.
  var values: LogementValues = [:]
  /// What the imports did to it, the latest first.
  var history: [LogementStep] = []
  /// Whether it is in the stock now.
  var isThere = true
  /// The dossiers that name it, among those that the operator sees.
  var dossiers: [DossierRow] = []
  /// The imports of its history, by number.
  var imports: [Int: StockImport] = [:]
}

/// The card of a logement: its values with the names of their columns, its dossiers, its history.
struct LogementPage {
  let bailleur: OrganisationID
  let reference: String
  let title: String
  private(set) var file: LogementFile?
  private(set) var rows: [(line: StyledLine, dossier: StreamID?)] = []
  private var width = 0
  var viewport = ListViewport()

  init(_ bailleur: OrganisationID, _ reference: String, in world: World) {
    self.bailleur = bailleur
    self.reference = reference
    title = "Logement \(reference) · \(world.directory.name(of: bailleur))"
  }

  var questions: [Effect] {
    file == nil ? [.patrimoine(.card(bailleur, reference: reference))] : []
  }

  /// The dossier on which Enter works.
  var selectedDossier: StreamID? { viewport.selected.flatMap { rows[$0].dossier } }

  mutating func take(_ loaded: LogementFile) {
    guard loaded.bailleur == bailleur, loaded.reference == reference else { return }
    file = loaded
    layOut()
  }

  mutating func fit(_ room: Size) {
    viewport.setHeight(max(1, room.rows))
    guard room.columns != width else { return }
    width = room.columns
    layOut()
  }

  private mutating func layOut() {
    guard let file else { return }
    rows = dossiers(file) + values(file) + history(file)
    viewport.setCount(rows.count, selected: viewport.selected)
  }

  private func dossiers(_ file: LogementFile) -> [(line: StyledLine, dossier: StreamID?)] {
    guard !file.dossiers.isEmpty else { return [] }
    return [(StyledLine("  Dossiers d'échange", .label), nil)]
      + file.dossiers.map { row in
        (
          DetailColumns(width).line([
            (row.reference, 14, .key), (row.statusLabel, 0, .normal),
          ]), row.stream
        )
      } + [(StyledLine(), nil)]
  }

  private func values(_ file: LogementFile) -> [(line: StyledLine, dossier: StreamID?)] {
    guard !file.values.isEmpty else {
      return [(StyledLine("  Ce logement n'est dans aucun envoi gardé sur ce poste.", .dim), nil)]
    }
    let title =
      file.isThere
      ? StyledLine("  Dans le fichier", .label)
      : StyledLine("  N'est plus dans le fichier ; ses dernières valeurs", .warning)
    return [(title, nil)]
      + PatrimoineColumn.allCases.compactMap { column in
        file.values[column].map { value in
          (
            DetailColumns(width).line([
              (column.name, 20, .dim), (value, 24, .normal),
              (column.definition.meaning, 0, .dim),
            ]), nil
          )
        }
      }
  }

  private func history(_ file: LogementFile) -> [(line: StyledLine, dossier: StreamID?)] {
    guard !file.history.isEmpty else { return [] }
    return [(StyledLine(), nil), (StyledLine("  Historique", .label), nil)]
      + file.history.flatMap { step -> [(line: StyledLine, dossier: StreamID?)] in
        let day = file.imports[step.number].map { $0.importedOn.french } ?? "import \(step.number)"
        return FlowLine("  \(day)  \(DifferencesPage.all(step.change))", indent: 14)
          .wrapped(to: width - 1).map { (line: $0, dossier: nil) }
      }
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    surface.drawBox(rect, title: title, .title)
    guard file != nil else {
      surface.draw("Lecture…", in: rect.inset().line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    StockDrawing.draw(
      { range in range.map { rows[$0].line } }, viewport, foot: [], on: &surface, in: rect)
  }
}
