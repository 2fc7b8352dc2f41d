import Domain
import Storage

/// The form of an act filled by words: what `agir` takes from its arguments.
struct ActAnswers {
  let draft: ActDraft
  /// The questions; the volet is settled before.
  let fields: [FormField]
  /// The answers so far.
  private(set) var values = FormValues()

  /// The form as it stands before any answer.
  ///
  /// What the form proposes holds, but for days: a script does not see the proposal that an
  /// operator confirms, and a day on record is somebody's word.
  init(_ draft: ActDraft, volet: String? = nil) {
    self.draft = draft
    let all = ActFields(draft).fields
    fields = all.filter { $0.id != Self.volet }
    for field in fields {
      if case .date = field.kind { continue }
      values[field.id] = field.initial
    }
    if let volet { values[Self.volet] = .choice(volet) }
  }

  /// The name of the question that the option `--volet` answers.
  static let volet = "volet"

  /// The question of that name.
  func field(_ id: String) -> FormField? { fields.first { $0.id == id } }

  /// Answers a question; an empty text takes the answer back.
  ///
  /// - Throws: `Refusal` for what it cannot hold.
  mutating func answer(_ field: FormField, _ text: String) throws(Refusal) {
    values[field.id] = try field.read(text, today: draft.world.today)
  }

  /// The questions that must be answered and are not.
  var missing: [FormField] { fields.filter { $0.isRequired && values[$0.id] == nil } }

  /// What is worth knowing about the answers, and keeps nothing from being recorded.
  var warnings: [(field: String, text: String)] {
    fields.compactMap { field in
      guard values[field.id] != nil, case .warning(let text) = field.check(values) else {
        return nil
      }
      return (field.id, text)
    }
  }

  /// The act that the answers make, if the domain accepts it as far as this desk can tell.
  var act: Result<Act, Refusal> { draft.act(from: values) }
}

extension FormField {
  /// « date : date, JJ/MM/AAAA, +8, demain, lundi ».
  var described: String { "\(id) : \(expected)" }
}
