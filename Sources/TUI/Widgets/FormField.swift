import Domain

/// What a field of a form has come to.
enum FormValue: Hashable, Sendable {
  case text(String)
  case day(Day)
  case choice(String)
  case flag(Bool)
  case number(Int)
}

/// The values of a form by field; a field left empty, or not understood, has none.
struct FormValues: Hashable, Sendable {
  private var byField: [String: FormValue] = [:]

  /// Values to begin with.
  init(_ values: [String: FormValue] = [:]) {
    byField = values
  }

  /// The value of a field, whatever its kind.
  subscript(id: String) -> FormValue? {
    get { byField[id] }
    set { byField[id] = newValue }
  }

  /// The text of a text or note field.
  func text(_ id: String) -> String? {
    if case .text(let text) = byField[id] { text } else { nil }
  }

  /// The day of a date field.
  func day(_ id: String) -> Day? {
    if case .day(let day) = byField[id] { day } else { nil }
  }

  /// The code chosen in a list.
  func choice(_ id: String) -> String? {
    if case .choice(let code) = byField[id] { code } else { nil }
  }

  /// The answer to a yes-or-no field.
  func flag(_ id: String) -> Bool? {
    if case .flag(let flag) = byField[id] { flag } else { nil }
  }

  /// The number of an integer field.
  func number(_ id: String) -> Int? {
    if case .number(let number) = byField[id] { number } else { nil }
  }
}

/// One line of a list of codes.
struct FormChoice: Hashable, Sendable {
  var code: String
  var label: String

  /// The code as the operator knows it, such as « P6 » or « a »; the others are the program's own.
  var shownCode: String {
    let isKnown =
      code.count <= 2 || code.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "-" }
    return isKnown && code != label ? code : ""
  }
}

/// What a date field shows around the date.
struct DateHints: Hashable, Sendable {
  /// A day worth seeing on the calendar, such as the other side's date.
  struct Mark: Hashable, Sendable {
    var day: Day
    var label: String
  }

  var marks: [Mark] = []
  /// The days within the rule, shown, not enforced: the charter measures, it does not lock.
  var window: ClosedRange<Day>?
}

/// What a check says about a field.
enum Finding: Hashable, Sendable {
  /// Keeps the form from being recorded.
  case error(String)
  /// Is worth knowing, and keeps nothing from being recorded.
  case warning(String)

  /// What the operator reads.
  var message: String {
    switch self {
    case .error(let message), .warning(let message): message
    }
  }

  /// Whether it keeps the form from being recorded.
  var isError: Bool {
    if case .error = self { true } else { false }
  }
}

/// A question of a form.
struct FormField {
  /// How the answer is given.
  enum Kind: Hashable, Sendable {
    /// A line of text, of at most so many characters.
    case text(limit: Int = 200)
    /// A text of several lines, written in the operator's editor.
    case note
    case date(DateHints = DateHints())
    case choice([FormChoice])
    case yesNo
    /// A whole number within bounds.
    case integer(ClosedRange<Int>)
  }

  /// The name under which the answer is given back.
  let id: String
  let label: String
  let kind: Kind
  /// What is asked and why, shown under the field while it has the focus.
  var help = ""
  /// Whether the form may not be recorded without it.
  var isRequired = true
  /// The answer proposed.
  var initial: FormValue?
  /// Judges the answer among the others, as typed; called only when there is one.
  var check: (FormValues) -> Finding? = { _ in nil }
}
