/// Why something may not be done, in the words the operator reads.
public struct Refusal: Error, Hashable, Codable, Sendable {
  /// The name of the form's field at fault, or nil when the refusal bears on the whole act.
  public var field: String?
  /// What is wrong, one French sentence.
  public var message: String
  /// What would make it right, one French sentence, or nil when nothing would.
  public var remedy: String?

  /// A refusal.
  ///
  /// - Parameters:
  ///   - message: what is wrong, one French sentence.
  ///   - field: the field at fault.
  ///   - remedy: what would make it right, one French sentence.
  public init(_ message: String, field: String? = nil, remedy: String? = nil) {
    self.field = field
    self.message = message
    self.remedy = remedy
  }

  /// The refusal with what would make it right, as one line.
  public var sentence: String { remedy.map { "\(message) \($0)" } ?? message }
}
