import Domain

/// A ticket as Redmine tells it; all of it is another's word.
struct RedmineIssue: Decodable, Equatable, Sendable {
  /// What may be told of a person: the name that Redmine shows.
  struct Person: Decodable, Equatable, Sendable {
    var name: String?
  }

  /// Where it stands.
  struct Status: Decodable, Equatable, Sendable {
    var name: String
    /// Absent before Redmine 5.
    var isClosed: Bool?

    private enum CodingKeys: String, CodingKey {
      case name
      case isClosed = "is_closed"
    }
  }

  /// A custom field; one of several values has none here.
  struct Field: Decodable, Equatable, Sendable {
    var id: Int
    var value: String?

    private enum CodingKeys: String, CodingKey { case id, value }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      id = try container.decode(Int.self, forKey: .id)
      value = try? container.decode(String.self, forKey: .value)
    }
  }

  /// A change, with what somebody wrote to it.
  struct Journal: Decodable, Equatable, Sendable {
    var id: Int
    var user: Person?
    var notes: String?
    var isPrivate: Bool?

    private enum CodingKeys: String, CodingKey {
      case id, user, notes
      case isPrivate = "private_notes"
    }
  }

  var id: Int
  var description: String?
  var status: Status
  var updated: String
  var closed: String?
  var fields: [Field]?
  var journals: [Journal]?

  private enum CodingKeys: String, CodingKey {
    case id, description, status, journals
    case updated = "updated_on"
    case closed = "closed_on"
    case fields = "custom_fields"
  }

  /// Whether it carries a marker, in the field for it or in its text.
  func carries(_ marker: TicketMarker, in field: Int?) -> Bool {
    let isInField = fields?.contains { $0.id == field && $0.value == marker.text } ?? false
    return isInField || marker.stands(in: description ?? "")
  }

  /// Where it stands, in words fit for a screen.
  var statusName: String { String(status.name.strippedOfControls.prefix(100)) }

  /// Whether it is closed. Before Redmine 5 only the day of its last closing tells.
  var isClosed: Bool { status.isClosed ?? (closed != nil) }

  /// When it last changed, as Redmine tells it.
  var stamp: String { String(updated.strippedOfControls.prefix(40)) }

  /// What was written to it, as far as everybody there may read it.
  var notes: [(id: Int, author: String?, text: String)] {
    (journals ?? []).prefix(Self.mostNotes).compactMap { journal in
      guard journal.isPrivate != true, let notes = journal.notes else { return nil }
      let text = String(notes.map { $0 == "\t" ? " " : $0 })
        .strippedOfControls(keepingNewlines: true).prefix(Self.longestNote)
      guard text.contains(where: { !$0.isWhitespace }) else { return nil }
      let author = journal.user?.name.map { String($0.strippedOfControls.prefix(100)) }
      return (journal.id, author, String(text))
    }
  }

  private static let mostNotes = 1_000
  private static let longestNote = 10_000
}

/// A list of tickets.
struct RedmineList: Decodable {
  var issues: [RedmineIssue]
}

/// One ticket.
struct RedmineOne: Decodable {
  var issue: RedmineIssue
}

/// A ticket just created, of which nothing but its number counts.
struct RedmineCreated: Decodable {
  struct Issue: Decodable { var id: Int }

  var issue: Issue
}
