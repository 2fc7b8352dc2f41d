import Domain
import Storage

/// Draws the dossiers whose personal data are to be erased.
struct ErasuresSheetView {
  let sheet: ErasuresSheet
  let world: World

  /// The heads of the columns above the rows, a rule and two lines below them.
  private static let headHeight = 1
  private static let footHeight = 3

  /// The dossiers that fit into the room inside the frame.
  static func listHeight(in room: Size) -> Int { room.rows - headHeight - footHeight }

  func draw(on surface: inout Surface, in rect: Rect) {
    let inside = surface.drawBox(rect, title: title, .title)
    guard let rows = sheet.rows else {
      surface.draw("Lecture…", in: inside.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    let (list, foot) = inside.splitBottom(Self.footHeight)
    if rows.isEmpty {
      surface.drawParagraph(nothing, in: list.inset(columns: 1, rows: 1), .dim)
    } else {
      Table(columns: columns).draw(
        into: &surface, in: list, viewport: sheet.viewport, isFocused: true
      ) { range in range.map { row(rows[$0]) } }
    }
    surface.drawDivider(in: rect, row: foot.row)
    surface.drawParagraph(
      "\(rule) Un effacement est sans retour : il garde étapes, dates et motifs, donc les "
        + "statistiques.", in: foot.splitTop(1).rest.inset(columns: 1, rows: 0), .dim)
  }

  private var title: String {
    let count = sheet.rows?.count ?? 0
    let more = count == ErasuresSheet.limit ? "les \(count) premiers" : "\(count)"
    let marks = sheet.marks.count
    return "Données personnelles à effacer · \(more) dossier\(count > 1 ? "s" : "")"
      + (marks == 0 ? "" : " · \(marks) marqué\(marks > 1 ? "s" : "")")
  }

  private var rule: String {
    let version = world.reglement.value(of: .pseudonymisation, on: world.today)
    return "Règle \(version.rule.code) : \(version.french) après la clôture."
  }

  private var nothing: String {
    guard SharedRights.erases(world.actor, streamOf: [world.actor.organisation]) else {
      return "Effacer revient à Aatiko et, pour les dossiers dont leur organisme a les deux "
        + "volets, aux administrateurs des bailleurs."
    }
    return "Aucun dossier n'a passé la durée de conservation. Échap revient."
  }

  private var columns: [TableColumn] {
    [
      TableColumn(title: "Dossier", minimum: 13, priority: 9),
      TableColumn(title: "Clos le", minimum: 10, priority: 8),
      TableColumn(title: "À effacer depuis", minimum: 17, priority: 8),
      TableColumn(title: "Étape", minimum: 16, maximum: 31, flex: 2, priority: 6),
      TableColumn(title: "Bailleurs", minimum: 16, maximum: 60, flex: 3, priority: 5),
      TableColumn(title: "Logements", minimum: 22, maximum: 52, flex: 3, priority: 4),
    ]
  }

  private func row(_ row: DossierRow) -> TableRow {
    let names = row.bailleurs.map { world.directory.name(of: $0) }
    return TableRow(
      cells: [
        TableCell(row.reference), TableCell(row.closedOn?.french ?? ""),
        TableCell(due(of: row), .soon), TableCell(row.statusLabel),
        TableCell(names.joined(separator: " ⇄ ")), TableCell(row.logements),
      ], isMarked: sheet.marks.contains(row.number))
  }

  /// « 25/05/2026 +12 j ».
  private func due(of row: DossierRow) -> String {
    guard let due = row.eraseFrom else { return "" }
    return due == world.today ? due.french : "\(due.french) +\(world.today - due) j"
  }
}
