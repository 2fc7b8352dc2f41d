import Domain
import Storage

/// A logement found, and whose it is.
struct LogementHit: Equatable, Sendable {
  let bailleur: OrganisationID
  let found: LogementFound

  var reference: String { found.values[.logement] ?? "" }
}

/// What a reference names in the stocks of this desk.
struct LogementsFound: Equatable, Sendable {
  var hits: [LogementHit] = []
  var isCut = false
  var isNear = false
  /// How many stocks were looked in.
  var stocks = 0
}

/// The search of a logement: the reference typed, and what it names at each letter.
struct LogementSearchPage {
  private(set) var prompt: Prompt
  private(set) var found = LogementsFound()
  /// The text that `found` answers, nil before the first answer.
  private(set) var answered: String?
  var viewport = ListViewport()

  init(_ text: String = "") {
    prompt = Prompt(
      prefix: "Logement : ", text: text,
      placeholder: "référence du logement, du locataire ou du RPLS")
  }

  var text: String { prompt.text }

  var questions: [Effect] { text.isBlankText ? [] : [.patrimoine(.find(text))] }

  /// The logement on which Enter works.
  var selected: LogementHit? { viewport.selected.map { found.hits[$0] } }

  mutating func take(_ found: LogementsFound, for text: String) {
    guard text == self.text else { return }
    self.found = found
    answered = text
    viewport.setCount(found.hits.count, selected: 0)
  }

  mutating func fit(_ room: Size) { viewport.setHeight(max(1, room.rows - 3)) }

  /// A key of the text; what it asks for then.
  mutating func type(_ change: (inout Prompt) -> Prompt.Outcome) -> Prompt.Outcome {
    let outcome = change(&prompt)
    if text.isBlankText {
      found = LogementsFound()
      answered = nil
      viewport.setCount(0)
    }
    return outcome
  }

  func draw(on surface: inout Surface, in rect: Rect, _ world: World) {
    surface.drawBox(rect, title: title, .title)
    let inside = rect.inset()
    prompt.draw(into: &surface, in: inside.line(0).inset(columns: 1, rows: 0))
    surface.drawDivider(in: rect, row: inside.row + 1)
    let body = Rect(
      column: rect.column, row: inside.row + 1, width: rect.width,
      height: rect.maxRow - inside.row - 1)
    guard !found.hits.isEmpty else {
      surface.drawParagraph(nothing, in: body.inset(columns: 2), .dim)
      return
    }
    let columns = DetailColumns(rect.width - 2)
    let isOwnOnly = world.patrimoineBailleurs.count == 1
    StockDrawing.draw(
      { range in
        range.map { index in
          let hit = found.hits[index]
          let values = hit.found.values
          let name = world.directory.name(of: hit.bailleur)
          let bailleur = (PatrimoineTable.name(name, in: 20), 20, Style.label)
          return columns.line(
            [
              (hit.reference, 14, .normal), (values[.locataire] ?? "–", 12, .normal),
              (values[.occupation] ?? "", 6, .dim), (values.address, 0, .normal),
            ] + (isOwnOnly ? [] : [bailleur]))
        }
      }, viewport, foot: [], on: &surface, in: body)
  }

  private var title: String {
    guard answered != nil, !found.hits.isEmpty else { return "Chercher un logement" }
    if found.isNear { return "Aucun de cette référence · à une lettre près :" }
    let more = found.isCut ? ", les premiers" : ""
    return "Chercher un logement · \(found.hits.count.french("trouvé"))\(more)"
  }

  private var nothing: String {
    guard let answered else {
      return "Tapez une référence : la casse, les accents, les espaces et les zéros de tête ne "
        + "comptent pas ; une faute de frappe est pardonnée."
    }
    guard found.stocks > 0 else {
      return "Aucun patrimoine n'est sur ce poste : la recherche se fait où les fichiers sont "
        + "importés."
    }
    return "Rien pour « \(answered) » dans \(found.stocks.french("patrimoine"))."
  }
}

extension String {
  /// Whether there is nothing in it to look for.
  fileprivate var isBlankText: Bool { !contains { !$0.isWhitespace } }
}
