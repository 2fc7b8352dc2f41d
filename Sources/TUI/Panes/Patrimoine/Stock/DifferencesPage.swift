import Domain
import Storage

/// Which differences are asked for.
struct DifferenceQuestion: Equatable, Sendable {
  let bailleur: OrganisationID
  /// The imports compared, by their numbers in the stock.
  let from: Int
  let to: Int
  /// Only logements after that one.
  var after: String?
}

/// Some of the differences between two imports.
struct DifferencesFound: Sendable {
  let question: DifferenceQuestion
  /// How much changed, told with the first ones.
  var counts: DifferenceCounts?
  var differences: [LogementDifference]
  /// Whether there are more.
  var isCut: Bool
}

/// What changed between two imports: how much in which column, then each logement.
struct DifferencesPage {
  let question: DifferenceQuestion
  let title: String
  private(set) var counts: DifferenceCounts?
  private(set) var rows: [LogementDifference] = []
  private var isCut = false
  private var room = Size(columns: 80, rows: 24)
  var viewport = ListViewport()

  /// How many are read at once.
  static let limit = 200

  init(_ question: DifferenceQuestion, title: String) {
    self.question = question
    self.title = title
  }

  var questions: [Effect] { counts == nil ? [.patrimoine(.differences(question))] : [] }

  /// The next ones, once the selection comes near the last one read.
  var wanted: [Effect] {
    guard isCut, (viewport.selected ?? 0) + 2 * viewport.height > rows.count else { return [] }
    var question = question
    question.after = rows.last?.logement
    return [.patrimoine(.differences(question))]
  }

  mutating func take(_ found: DifferencesFound) {
    var own = question
    own.after = counts == nil ? nil : rows.last?.logement
    guard found.question == own else { return }
    counts = counts ?? found.counts
    rows += found.differences
    isCut = found.isCut
    viewport.setCount(rows.count, selected: viewport.selected)
    fit(room)
  }

  mutating func fit(_ room: Size) {
    self.room = room
    viewport.setHeight(
      max(1, room.rows - head(room.columns - 2).count - 1 - StockDrawing.footHeight))
  }

  /// The logement on which Enter works.
  var selected: LogementDifference? { viewport.selected.map { rows[$0] } }

  private func head(_ width: Int) -> [StyledLine] {
    guard let counts else { return [StyledLine("Comparaison…", .dim)] }
    let changed = counts.columns.sorted {
      ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue)
    }
    .map { "\($0.key.name) \($0.value.french)" }
    let sum =
      "+\(counts.added.french("logement nouveau", "logements nouveaux")), "
      + "\(counts.changed.french("modifié")), −\(counts.removed.french("retiré"))"
    let columns = changed.isEmpty ? "" : " ; par colonne : \(changed.joined(separator: ", "))"
    return Array(FlowLine("\(sum)\(columns).", indent: 2).wrapped(to: width).prefix(4))
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    surface.drawBox(rect, title: title, .title)
    let head = head(rect.width - 4)
    let inside = rect.inset()
    surface.draw(head, in: inside.inset(columns: 1, rows: 0))
    guard counts != nil else { return }
    let divider = inside.row + head.count
    let body = Rect(
      column: rect.column, row: divider, width: rect.width, height: rect.maxRow - divider)
    surface.drawDivider(in: rect, row: divider)
    guard !rows.isEmpty else {
      surface.draw("Rien n'a changé.", in: body.inset(columns: 2).line(0), .dim)
      return
    }
    let columns = DetailColumns(rect.width - 2)
    let foot = selected.map { difference in
      let lines = Self.all(difference.change)
      return [difference.logement + " : " + lines]
    }
    StockDrawing.draw(
      { range in
        range.map { index in
          let row = rows[index]
          let (sign, style) = Self.sign(row.change)
          return columns.line([
            (sign, 1, style), (row.logement, 18, .normal), (Self.all(row.change), 0, .normal),
          ])
        }
      }, viewport, foot: foot ?? [], on: &surface, in: body)
  }

  private static func sign(_ change: LogementChange) -> (String, Style) {
    switch change {
    case .added: ("+", .done)
    case .removed: ("−", .error)
    case .changed: ("~", .soon)
    }
  }

  /// « loyer_actuel 412.35 → 420.00 », or what a logement that came or went is.
  static func all(_ change: LogementChange) -> String {
    switch change {
    case .added(let values): "nouveau : \(values.address)"
    case .removed(let values): "retiré : \(values.address)"
    case .changed(let changes):
      changes.sorted { $0.key.rawValue < $1.key.rawValue }.map { column, change in
        "\(column.name) \(change.before ?? "vide") → \(change.after ?? "vide")"
      }.joined(separator: " ; ")
    }
  }
}

extension LogementValues {
  /// « T3, 12 rue des Lilas, 93100 Montreuil ».
  var address: String {
    let street = [.streetNumber, .repetition, .streetType, .street].compactMap { self[$0] }
    let town = [.postcode, .commune].compactMap { self[$0] }
    let parts = [
      self[.typologie] ?? "", street.joined(separator: " "), town.joined(separator: " "),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
