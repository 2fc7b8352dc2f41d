import Domain

/// What a PostgreSQL server holds of the bourse (`sync.md` §4): the numbered steps of its schema,
/// in the words of the server.
///
/// A step that has shipped is never edited: a later one changes what it made. Each is the body of
/// one block, run in a transaction of its own with the number of the schema.
enum ServerSchema {
  /// The steps, from 1.
  static let steps = [
    roles, tables, identity, rowSecurity, reading, form, judging, append, withdrawing, accounts,
    timeline, erasing, patrimoine, parts, withheld,
  ]

  /// The number of this program's schema.
  static var latest: Int { steps.count }

  /// A step for a database, as one statement that does nothing where it was done before.
  static func statement(of step: Int, in roles: ServerRoles) -> String {
    roles.filled(
      """
      DO $habiter$
      DECLARE
        done int := 0;
      BEGIN
        -- One installation at a time.
        PERFORM pg_advisory_xact_lock({installLock});
        IF to_regclass('habiter.meta') IS NOT NULL THEN
          SELECT value::int INTO done FROM habiter.meta WHERE key = 'schema';
        END IF;
        IF done >= \(step) THEN
          RETURN;
        END IF;
        \(steps[step - 1]);
        \(ServerFunction.grants)
        INSERT INTO habiter.meta VALUES ('schema', \(step))
          ON CONFLICT (key) DO UPDATE SET value = excluded.value;
      END
      $habiter$
      """)
  }
}

/// The roles of one database on its server, and the other words that the schema leaves open.
struct ServerRoles: Equatable, Sendable {
  /// The name of the database.
  let database: String

  /// Nil for a name from which no names of roles can be made without quotes.
  init?(database: String) {
    let bytes = Array(database.utf8)
    guard (1...40).contains(bytes.count), (0x61...0x7a).contains(bytes[0]),
      bytes.allSatisfy({
        (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5f
      })
    else { return nil }
    self.database = database
  }

  /// Owns the tables; nothing runs as it.
  var tables: String { name("tables") }
  /// Owns the functions that read.
  var readers: String { name("readers") }
  /// Owns the functions that write, and those that say who calls.
  var writers: String { name("writers") }
  /// Owns the one function that makes logins.
  var logins: String { name("logins") }
  /// The group of all logins.
  var users: String { name("users") }

  /// All of them.
  var all: [String] { [tables, readers, writers, logins, users] }

  /// A text of the schema with its open words filled in.
  func filled(_ text: String) -> String {
    let words = [
      "tables": tables, "readers": readers, "writers": writers, "logins": logins, "users": users,
      "database": "\"\(database)\"", "path": ServerFunction.path,
      "plain": "^[a-z0-9_-]{1,\(SharedRights.longestName)}$",
      "withheld": EventSeal.withheldKind(of: Dossier.aggregate),
      "withheldMark": EventSeal.withheldMark, "lasting": ClaimChange.lasting,
      "erasing": DossierEvent.CodingKeys.personalDataErased.rawValue, "nurClaim": Claim.ofNUR,
      "patrimoine": AudiencePart.patrimoine.prefix, "mark": AudiencePart.mark,
      "lastMoment": "\(SubmissionForm.moments.upperBound.seconds)",
      "longestScope": "\(SharedRights.longestScope)", "longestKey": "\(SharedRights.longestKey)",
      "longestEvent": "\(SharedRights.longestEvent)",
      "longestText": "\(SharedRights.longestText)", "mostEvents": "\(SharedRights.mostEvents)",
      "mostKeys": "\(SharedRights.mostKeys)", "mostTexts": "\(SharedRights.mostTexts)",
      "erasureLock": "4841425301", "installLock": "4841425302",
    ]
    return words.reduce(text) { text, word in
      text.replacing("{\(word.key)}", with: word.value)
    }
  }

  private func name(_ part: String) -> String { "habiter_\(database)_\(part)" }
}
