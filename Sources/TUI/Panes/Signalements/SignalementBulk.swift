import Domain
import Storage

/// A stretch of an act on several signalements: few enough that a key waits for them unnoticed.
struct SignalementBulkWork: Sendable {
  let edit: SignalementEdit
  let values: FormValues
  let total: Int
  /// The instant under which all of them are signed.
  let moment: Moment
  let replies: [Reponse]
  let entries: [BulkEntry]

  /// How many are done between two keys.
  static let batch = 5
}

/// An act being recorded on the signalements marked.
struct SignalementBulk {
  let edit: SignalementEdit
  private let values: FormValues
  private let moment: Moment
  private let replies: [Reponse]
  private(set) var entries: [BulkEntry]
  private var cursor = 0

  /// - Parameter moment: the instant under which all of them are signed.
  init(
    _ edit: SignalementEdit, _ values: FormValues, on marks: [StreamID: String],
    replies: [Reponse], at moment: Moment
  ) {
    self.edit = edit
    self.values = values
    self.moment = moment
    self.replies = replies
    entries = marks.sorted { ($0.value, $0.key.text) < ($1.value, $1.key.text) }.map { mark in
      var entry = BulkEntry(number: 0)
      entry.stream = mark.key
      entry.reference = mark.value
      return entry
    }
  }

  /// What is to be done next; nil when all is done.
  var work: SignalementBulkWork? {
    guard cursor < entries.count else { return nil }
    let next = entries[cursor..<min(cursor + SignalementBulkWork.batch, entries.count)]
    return SignalementBulkWork(
      edit: edit, values: values, total: entries.count, moment: moment, replies: replies,
      entries: Array(next))
  }

  /// What became of each, what was refused first.
  var list: BulkList { BulkList(title: edit.label, entries: entries) }

  /// Takes what became of a stretch; what cannot be written ends it.
  mutating func take(_ judged: [BulkEntry]) {
    for entry in judged where cursor < entries.count {
      entries[cursor] = entry
      cursor += 1
    }
    if judged.contains(where: { $0.verdict == .failed }) || judged.isEmpty { stop() }
  }

  /// Leaves those that were not reached as they are.
  mutating func stop() {
    for place in cursor..<entries.count { entries[place].verdict = .stopped }
    cursor = entries.count
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    let box = rect.centered(Size(columns: min(60, rect.width), rows: 5))
    surface.fill(box)
    let inside = surface.drawBox(box, title: edit.label, .title).inset(columns: 2, rows: 0)
    surface.draw("Enregistrement : \(cursor) sur \(entries.count)", in: inside.line(0))
    let filled = entries.isEmpty ? 0 : inside.width * cursor / entries.count
    surface.fill(inside.line(1), with: "─", .border)
    surface.fill(inside.line(1).splitLeft(filled).left, with: "█", .title)
    surface.draw("Échap arrête.", in: inside.line(2), .dim)
  }
}
