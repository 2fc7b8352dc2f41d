/// The sign by which a ticket is found again at Redmine: its own alone, whatever becomes of it.
public struct TicketMarker: Hashable, Sendable {
  /// The marker, as a custom field holds it.
  public let text: String

  /// The marker of the ticket that an act asked for.
  public init(_ command: CommandID) { text = "EH-\(command.text)" }

  /// The line that ends the text of the ticket.
  public var line: String { "Repère habiter : \(text)" }

  /// Whether a text of Redmine's has the line, however its lines end by now.
  public func stands(in description: String) -> Bool {
    description.split { $0.isNewline }.contains { part in
      var part = part
      while part.last == " " { part.removeLast() }
      return part.hasSuffix(line)
    }
  }

  /// What a subject begins with: enough to find the few tickets to look at.
  public static func prefix(of reference: String) -> String { "[EH \(reference)]" }
}
