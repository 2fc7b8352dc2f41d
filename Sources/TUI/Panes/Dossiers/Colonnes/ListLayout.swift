import Storage

/// A column of the list of dossiers. Each one is an order of the store, so that the list can be
/// sorted on any of them.
struct DossierColumn: Equatable, Sendable {
  /// The widths that an operator may choose.
  static let widths = 4...60

  /// What it shows, and what sorting on it goes by.
  let sort: DossierSort
  var isShown = true
  /// The width chosen, nil to let the program share the room out.
  var width: Int?
}

/// The columns of the list, in their order, and what the list is sorted on; kept between sessions.
struct ListLayout: Equatable, Sendable {
  private(set) var columns: [DossierColumn]
  var order: DossierOrder

  /// The columns as shipped.
  init() {
    columns = DossierSort.allCases.map { DossierColumn(sort: $0, isShown: $0 != .latest) }
    order = DossierOrder(.due)
  }

  /// The columns shown, from left to right.
  var shown: [DossierColumn] { columns.filter(\.isShown) }

  /// Sorts on the column after the one that it is sorted on, the hidden ones after those shown.
  mutating func sortNext() {
    let all = shown + columns.filter { !$0.isShown }
    let index = all.firstIndex { $0.sort == order.sort } ?? 0
    order = DossierOrder(all[(index + 1) % all.count].sort)
  }

  /// Sorts on a column; on the one that it is sorted on, turns the order round.
  mutating func sort(on sort: DossierSort) {
    order = DossierOrder(sort, isReversed: order.sort == sort && !order.isReversed)
  }

  /// Shows a column or hides it; the last one shown stays.
  ///
  /// - Returns: false when it must stay.
  mutating func toggle(_ index: Int) -> Bool {
    guard !columns[index].isShown || shown.count > 1 else { return false }
    columns[index].isShown.toggle()
    return true
  }

  /// Moves a column by so many places, as far as there are any.
  ///
  /// - Returns: its new place.
  mutating func move(_ index: Int, by step: Int) -> Int {
    let place = min(max(0, index + step), columns.count - 1)
    columns.insert(columns.remove(at: index), at: place)
    return place
  }

  /// Gives a column a width, within what is sensible; nil for the program's own.
  mutating func setWidth(_ index: Int, _ width: Int?) {
    let widths = DossierColumn.widths
    columns[index].width = width.map { min(max(widths.lowerBound, $0), widths.upperBound) }
  }

  /// The columns as shipped again; the order stays.
  mutating func reset() { columns = ListLayout().columns }
}

/// The file between two sessions: a line that says its version, then one line for each thing.
extension ListLayout {
  /// The name of the file.
  static let fileName = "liste"
  private static let signature = "habiter-liste"
  private static let version = 1

  /// Whether a later version of the program wrote the text: it must then be left alone.
  static func isNewer(_ text: String) -> Bool {
    let words = text.prefix { !$0.isNewline }.split(separator: " ")
    return words.first.map(String.init) == signature && words.count > 1
      && (Int(words[1]) ?? 0) > version
  }

  /// The layout as a text.
  var text: String {
    let direction = order.isReversed ? "reversed" : "natural"
    let lines = columns.map { column in
      let width = column.width.map { String($0) } ?? "auto"
      return "column \(column.sort.rawValue) \(column.isShown ? "shown" : "hidden") \(width)"
    }
    let head = ["\(Self.signature) \(Self.version)", "order \(order.sort.rawValue) \(direction)"]
    return (head + lines).map { $0 + "\n" }.joined()
  }

  /// The layout of a text; what cannot be understood in it is as shipped.
  init(text: String) {
    self.init()
    var lines = text.split { $0.isNewline }.map { $0.split(separator: " ").map(String.init) }
    guard lines.first == [Self.signature, String(Self.version)] else { return }
    lines.removeFirst()
    var read: [DossierColumn] = []
    for words in lines {
      switch (words.first, words.dropFirst().first.flatMap(DossierSort.init(rawValue:))) {
      case ("order", let sort?) where words.count == 3:
        order = DossierOrder(sort, isReversed: words[2] == "reversed")
      case ("column", let sort?) where words.count == 4 && !read.contains { $0.sort == sort }:
        let width = Int(words[3]).flatMap { DossierColumn.widths.contains($0) ? $0 : nil }
        read.append(DossierColumn(sort: sort, isShown: words[2] == "shown", width: width))
      default: break
      }
    }
    guard read.contains(where: \.isShown) else { return }
    // A column that the file does not name comes last, as a new version of the program brings it.
    columns = read + columns.filter { column in !read.contains { $0.sort == column.sort } }
  }
}

extension DossierOrder {
  /// « ▲ », or « ▼ » when the values fall.
  var sign: String { isDescending ? "▼" : "▲" }

  /// The order with its direction, as a sign and as a word: « échéance ▲ croissant ».
  var words: String {
    let word =
      switch sort {
      case .bailleurs, .actor: isDescending ? "par groupes, à rebours" : "par groupes"
      default: isDescending ? "décroissant" : "croissant"
      }
    return "\(sort.label) \(sign) \(word)"
  }
}

extension DossierSort {
  /// The heading of the column.
  ///
  /// - Parameter isOwn: whether the operator's own bailleur goes without saying.
  func title(isOwn: Bool) -> String {
    switch self {
    case .reference: "Dossier"
    case .step: "Étape"
    case .bailleurs: isOwn ? "Avec" : "Bailleurs"
    case .due: "Échéance"
    case .actor: "Qui doit agir"
    case .latest: "Mouvement"
    }
  }
}
