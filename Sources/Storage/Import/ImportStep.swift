import Domain

/// One act that a record tells of: its day, and where a refusal of it is to be shown.
struct ImportStep {
  /// The day on which it was done.
  let day: Day
  /// Its place among the acts of one day.
  let stage: Stage
  /// The volet, nil for the whole dossier.
  let volet: VoletName?
  let command: DossierCommand
  var secrets: [Secret] = []
  /// The column that asked for it.
  let column: ImportColumn
  /// The columns of the act's arguments, by the name of the field in a refusal.
  var fields: [String: ImportColumn] = [:]

  /// The order of the process, in which the acts of one day are done.
  enum Stage: Int {
    case create, nur, preInstruct, instruct, schedule, decide, lift, propose, accept, sign
    case inventory, close, end, note
  }

  /// The column at fault in a refusal.
  func column(of refusal: Refusal) -> ImportColumn {
    refusal.field.flatMap { fields[$0] } ?? column
  }

  /// Whether the act was done before the other.
  func precedes(_ other: ImportStep) -> Bool {
    (day, stage.rawValue, volet ?? .a) < (other.day, other.stage.rawValue, other.volet ?? .a)
  }
}
