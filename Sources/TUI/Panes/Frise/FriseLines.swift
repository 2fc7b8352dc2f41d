import Domain
import Storage

/// The volets of a dossier as bars on one scale of days, against their deadlines.
struct FriseLines {
  private static let labelWidth = 17
  private static let wordsWidth = 14

  let dossier: Dossier
  let world: World

  /// The rows in that width: today, the scale, each volet's steps, what the signs mean.
  func lines(width: Int) -> [StyledLine] {
    let columns = width - Self.labelWidth - Self.wordsWidth
    guard columns >= 12, let span else {
      return [StyledLine("Pas assez de place pour la frise : élargissez la fenêtre.", .dim)]
    }
    let axis = FriseAxis(from: span.lowerBound, to: span.upperBound, columns: columns)
    return [todayLine(axis), scale(axis)]
      + dossier.volets.flatMap { volet in
        [head(volet)] + bars(of: volet).map { line($0, axis) }
      } + legend(width)
  }

  /// The rows that the page takes at most, counted without laying it out.
  var height: Int {
    4 + dossier.volets.count + dossier.deadlines(under: world.reglement).count
  }

  private func bars(of volet: Volet) -> [FriseBar] {
    dossier.deadlines(under: world.reglement).filter { $0.volet == volet.name }.map {
      FriseBar(
        deadline: $0, mark: mark($0.clock, volet), today: world.today,
        reglement: world.reglement)
    }
  }

  private func mark(_ clock: Deadline.Clock, _ volet: Volet) -> (day: Day, letter: Character)? {
    switch clock {
    case .caleolDate: volet.caleol.map { ($0.date, "C") }
    case .movingDate: dossier.move.map { ($0.date, "D") }
    default: nil
    }
  }

  /// From the first fact to the last day that matters, today among them while the dossier is open.
  private var span: ClosedRange<Day>? {
    let clocks = dossier.deadlines(under: world.reglement)
    var days = clocks.flatMap { [$0.start, $0.due, $0.stoppedOn].compactMap(\.self) }
    days += dossier.volets.compactMap(\.caleol?.date) + [dossier.move?.date].compactMap(\.self)
    if dossier.isOpen { days.append(world.today) }
    guard let first = days.min(), let last = days.max() else { return nil }
    return first...max(last, first + 1)
  }

  private func isShown(_ axis: FriseAxis) -> Bool {
    axis.first <= world.today && world.today <= axis.last
  }

  private func todayLine(_ axis: FriseAxis) -> StyledLine {
    guard isShown(axis) else {
      return StyledLine("Aujourd'hui \(world.today.french), après la fin du dossier", .dim)
    }
    let words = "aujourd'hui \(world.today.frenchShort)"
    let column = Self.labelWidth + axis.column(of: world.today)
    let width = CellText.width(of: words)
    // The words stand on the side where there is room.
    let isLeft = column >= width + 1
    let margin = String(repeating: " ", count: isLeft ? column - width - 1 : column)
    return StyledLine([Span(margin + (isLeft ? "\(words) ▼" : "▼ \(words)"), .label)])
  }

  private func scale(_ axis: FriseAxis) -> StyledLine {
    var text = String(repeating: " ", count: Self.labelWidth)
    for tick in axis.ticks {
      let gap = Self.labelWidth + tick.column - CellText.width(of: text)
      text += String(repeating: " ", count: gap) + tick.label
    }
    return StyledLine(text, .label)
  }

  private func head(_ volet: Volet) -> StyledLine {
    StyledLine([
      Span("Volet \(volet.name.rawValue)  ", .label),
      Span(world.directory.name(of: volet.bailleur), .title),
      Span(" · \(volet.logement.summary)"),
    ])
  }

  private func line(_ bar: FriseBar, _ axis: FriseAxis) -> StyledLine {
    var cells = Array(repeating: FriseCell(" "), count: axis.columns)
    if isShown(axis) { cells[axis.column(of: world.today)] = FriseCell("┊", .label) }
    bar.draw(on: &cells, axis)
    let padding = String(repeating: " ", count: Self.labelWidth - CellText.width(of: bar.label))
    let words = bar.words
    return StyledLine(
      [Span(bar.label + padding)] + Self.spans(cells) + [Span("  \(words.text)", words.style)])
  }

  /// Neighbouring cells of one style as one stretch.
  private static func spans(_ cells: [FriseCell]) -> [Span] {
    cells.reduce(into: []) { spans, cell in
      if spans.last?.style == cell.style {
        spans[spans.count - 1].text.append(cell.letter)
      } else {
        spans.append(Span(String(cell.letter), cell.style))
      }
    }
  }

  private func legend(_ width: Int) -> [StyledLine] {
    let signs = [
      ("━", "fait"), ("─", "en cours"), ("·", "reste"), ("!", "retard"), ("|", "échéance"),
      (":", "indicative"),
      ("C", "CALEOL"), ("D", "déménagement"), ("┊", "aujourd'hui"),
    ]
    let text = signs.map { "\($0)\u{a0}\($1)" }.joined(separator: "  ")
    return FlowLine(text, .dim).wrapped(to: width)
  }
}
