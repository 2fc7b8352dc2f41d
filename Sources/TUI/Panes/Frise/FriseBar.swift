import Domain

/// One step of a volet on the scale: its bar, its due day, and the words that say the same.
struct FriseBar {
  let deadline: Deadline
  /// A day that the step is about: the session, the move.
  let mark: (day: Day, letter: Character)?
  let today: Day
  let reglement: Reglement

  /// The step's name, of at most fifteen columns.
  var label: String {
    switch deadline.clock {
    case .constitution: "NUR"
    case .preInstruction: "pré-instruction"
    case .instruction: "instruction"
    case .caleolDate: "date de CALEOL"
    case .decision: "décision"
    case .condition: "condition"
    case .offer: "offre"
    case .movingDate: "date de déménag."
    case .afterMove: "clôture"
    }
  }

  /// « ✓ 26/03 », « ✓ 26/03 +2 j », « ! +3 j », « ~ reste 2 j », « reste 9 j ».
  var words: (text: String, style: Style) {
    let isIndicative = deadline.clock.isIndicative
    switch deadline.state(on: today, under: reglement) {
    case .stopped(let late):
      let day = deadline.stoppedOn?.frenchShort ?? ""
      return late == 0 || isIndicative
        ? ("✓ \(day)", .done) : ("✓ \(day) +\(late) j", .soon)
    case .late(let days): return isIndicative ? ("· indicatif", .dim) : ("! +\(days) j", .late)
    case _ where isIndicative: return ("· indicatif", .dim)
    case .soon(0), .running(0): return ("~ ce jour", .soon)
    case .soon(let left): return ("~ reste \(left) j", .soon)
    case .running(let left): return ("reste \(left) j", .normal)
    case .otherSide: return ("· l'autre", .waiting)
    }
  }

  /// The cells of the bar, over those of an empty row.
  func draw(on cells: inout [FriseCell], _ axis: FriseAxis) {
    let end = deadline.stoppedOn ?? today
    let isCharged = !deadline.clock.isIndicative
    fill(&cells, axis, from: deadline.start, to: min(end, isCharged ? deadline.due : end), body)
    if deadline.stoppedOn == nil, deadline.due > today {
      fill(&cells, axis, from: max(deadline.start, today + 1), to: deadline.due, ("·", .normal))
    }
    if isCharged {
      put("|", at: deadline.due, on: &cells, axis, .title)
    } else if deadline.stoppedOn == nil {
      put(":", at: deadline.due, on: &cells, axis, .dim)
    }
    let lateUntil = deadline.due + deadline.daysLate(on: today)
    if isCharged, lateUntil > deadline.due {
      // A late day shows even where it shares its column with the due day.
      let from = axis.column(of: deadline.due)
      let to = axis.column(of: lateUntil)
      for column in min(from + 1, to)...to { cells[column] = FriseCell("!", .late) }
    }
    if let mark { put(mark.letter, at: mark.day, on: &cells, axis, .title) }
  }

  private var body: (Character, Style) {
    deadline.stoppedOn == nil ? ("─", .normal) : ("━", .done)
  }

  private func fill(
    _ cells: inout [FriseCell], _ axis: FriseAxis, from: Day, to: Day, _ look: (Character, Style)
  ) {
    guard from <= to else { return }
    for column in axis.column(of: from)...axis.column(of: to) {
      cells[column] = FriseCell(look.0, look.1)
    }
  }

  private func put(
    _ letter: Character, at day: Day, on cells: inout [FriseCell], _ axis: FriseAxis,
    _ style: Style
  ) {
    guard cells.indices.contains(axis.column(of: day)) else { return }
    cells[axis.column(of: day)] = FriseCell(letter, style)
  }
}

/// One column of a bar.
struct FriseCell {
  let letter: Character
  let style: Style

  init(_ letter: Character, _ style: Style = .normal) {
    self.letter = letter
    self.style = style
  }
}
