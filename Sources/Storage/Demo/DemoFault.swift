/// The generator went wrong: it wanted an act that the domain refuses, or a course that no calendar
/// allows. A mistake in the code, never in what an operator did.
public struct DemoFault: Error, Equatable, CustomStringConvertible {
  /// What went wrong, in English.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
