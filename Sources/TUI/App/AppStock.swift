import Domain
import Storage

/// What lies behind the account of a patrimoine: lines, differences, logements.
extension App {
  /// Puts a page over what is in front.
  mutating func open(_ page: StockSheet.Page) -> [Effect] {
    if case .stock(var stock) = sheet {
      stock.push(page)
      sheet = .stock(stock)
    } else {
      sheet = .stock(StockSheet(page))
    }
    return sheet?.questions ?? []
  }

  /// Opens the search of a logement, when the operator may look some up.
  mutating func openLogementSearch(_ text: String = "") -> [Effect] {
    guard world.seesPatrimoines else { return refuse(Refusal(world.noPatrimoine)) }
    return open(.search(LogementSearchPage(text)))
  }

  /// An action while a page is in front; nil when it is none of its own.
  mutating func perform(_ action: UIAction, on stock: StockSheet) -> [Effect]? {
    var stock = stock
    if let effects = stock.move(action) {
      sheet = .stock(stock)
      return effects
    }
    switch action {
    case .back:
      sheet = stock.pop() ? .stock(stock) : nil
      return []
    case .open: return openBehind(stock)
    case .copy:
      switch stock.top {
      case .card(let page): return [.copy(page.reference)]
      case .differences(let page): return page.selected.map { [.copy($0.logement)] } ?? []
      default: return []
      }
    default: return nil
    }
  }

  private mutating func openBehind(_ stock: StockSheet) -> [Effect] {
    switch stock.top {
    case .differences(let page):
      guard let logement = page.selected?.logement else { return [] }
      return open(.card(LogementPage(page.question.bailleur, logement, in: world)))
    case .card(let page): return page.selectedDossier.map { leave(for: $0) } ?? []
    case .search(let page):
      guard let hit = page.selected else { return [] }
      return open(.card(LogementPage(hit.bailleur, hit.reference, in: world)))
    case .report, .lines, nil: return []
    }
  }

  /// A key while the search of a logement has the keyboard; nil when the program's own shall have
  /// it.
  mutating func typeLogement(_ key: Key) -> [Effect]? {
    guard case .stock(let stock) = sheet, stock.search != nil else { return nil }
    switch key {
    case .up: return perform(.up, on: stock)
    case .down: return perform(.down, on: stock)
    case .pageUp: return perform(.pageUp, on: stock)
    case .pageDown: return perform(.pageDown, on: stock)
    case .enter: return perform(.open, on: stock)
    case .escape, .ctrl("c"): return perform(.back, on: stock)
    case .function, .ctrl("l"), .ctrl("z"): return nil
    default: return changeLogement { $0.handle(key) }
    }
  }

  /// A text pasted while the search of a logement has the keyboard.
  mutating func pasteLogement(_ text: String) -> [Effect] { changeLogement { $0.paste(text) } }

  private mutating func changeLogement(
    _ change: (inout Prompt) -> Prompt.Outcome
  ) -> [Effect] {
    guard case .stock(var stock) = sheet, stock.search != nil else { return [] }
    var outcome = Prompt.Outcome.none
    stock.change { page in
      guard case .search(var search) = page else { return }
      outcome = search.type(change)
      page = .search(search)
    }
    if outcome == .cancel { return perform(.back, on: stock) ?? [] }
    sheet = .stock(stock)
    if case .changed = outcome { return stock.questions }
    return []
  }

  /// Enter on a line of the account of a patrimoine.
  mutating func openPatrimoineItem() -> [Effect] {
    guard let file = patrimoines.detail.file else { return [] }
    switch patrimoines.detail.selected {
    case .step: return begin(.step)
    case .code(let code): return openLines(of: code, file)
    case .attempt(let id): return openDifferences(of: id, file)
    case nil: return []
    }
  }

  private mutating func openLines(of code: String, _ file: PatrimoineFile) -> [Effect] {
    guard let last = file.patrimoine.imports.last else { return [] }
    guard file.reports.contains(last.id) else {
      return refuse(
        Refusal(
          "Le rapport complet n'est pas sur ce poste.",
          remedy: "Il est sur celui qui a importé le fichier."))
    }
    let count = last.facts.codes.first { $0.code == code }?.count ?? 0
    let question = ReportQuestion(bailleur: file.bailleur, attempt: last.id, code: code)
    return open(.lines(ReportLinesPage(question, total: count, in: world)))
  }

  /// An attempt beside the one before it, or the two that are marked beside each other.
  private mutating func openDifferences(of id: CommandID, _ file: PatrimoineFile) -> [Effect] {
    let marks = patrimoines.detail.marks
    let pair = marks.count == 2 ? marks : [id]
    let attempts = file.patrimoine.imports.filter { pair.contains($0.id) }
    guard file.hasStock else {
      return refuse(Refusal("Le patrimoine n'est pas sur ce poste."))
    }
    let numbers = attempts.compactMap { file.kept[$0.id] }.sorted()
    guard let last = numbers.last, numbers.count == pair.count else {
      let why =
        attempts.contains { !$0.isAccepted }
        ? "Un envoi qui n'a pas été accepté n'a rien changé au patrimoine."
        : "Les différences de cet envoi ne sont plus gardées."
      return refuse(Refusal(why))
    }
    if pair.count == 1, last == 1 {
      let count = attempts[0].facts.logements.french("logement")
      return refuse(Refusal("C'est le premier envoi accepté : ses \(count) étaient tous nouveaux."))
    }
    let first = pair.count == 2 ? numbers[0] : last - 1
    let days = attempts.map(\.day.french).joined(separator: " et le ")
    let name = world.directory.name(of: file.bailleur)
    let title =
      pair.count == 2
      ? "\(name) · entre les envois reçus le \(days)"
      : "\(name) · envoi reçu le \(days), au regard du précédent"
    return open(
      .differences(
        DifferencesPage(
          DifferenceQuestion(bailleur: file.bailleur, from: first, to: last), title: title)))
  }

  /// Draws the page in front.
  func draw(_ stock: StockSheet, on surface: inout Surface, in rect: Rect) {
    switch stock.top {
    case .report(let page): page.draw(on: &surface, in: rect)
    case .lines(let page): page.draw(on: &surface, in: rect)
    case .differences(let page): page.draw(on: &surface, in: rect)
    case .search(let page): page.draw(on: &surface, in: rect, world)
    case .card(let page): page.draw(on: &surface, in: rect)
    case nil: break
    }
  }
}
