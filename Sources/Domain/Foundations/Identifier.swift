/// The identity of a thing, typed by what it identifies so that two kinds cannot be mixed up.
public struct Identifier<Tag>: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The identity as it is stored and shown.
  public let text: String

  /// The identity written so.
  public init(_ text: String) {
    self.text = text
  }

  /// The identity as it is stored and shown.
  public var description: String { text }

  /// Whether `left` sorts before `right`, by Unicode scalars and never by a locale.
  public static func < (left: Identifier, right: Identifier) -> Bool { left.text < right.text }
}

extension Identifier: Codable {
  /// Reads a single string.
  ///
  /// - Throws: `DecodingError` when the value is no string.
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes a single string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension Identifier: ExpressibleByStringLiteral {
  /// The identity written in the source, for those that are fixed.
  public init(stringLiteral text: String) {
    self.init(text)
  }
}

/// Marks the identity of a stream of events: one aggregate's whole history.
public enum StreamTag {}
/// Marks the identity of a command, given where it was made and kept for ever.
public enum CommandTag {}
/// Marks the identity of a person in the vault of personal data.
public enum SubjectTag {}
/// Marks the identity of an audience of the shared journal.
public enum ScopeTag {}

/// Which organisation.
public typealias OrganisationID = Identifier<Organisation>
/// Which operator.
public typealias OperatorID = Identifier<Operator>
/// Which stream of events.
public typealias StreamID = Identifier<StreamTag>
/// Which command.
public typealias CommandID = Identifier<CommandTag>
/// Which subject of personal data.
public typealias SubjectID = Identifier<SubjectTag>
/// Which audience.
public typealias ScopeID = Identifier<ScopeTag>
