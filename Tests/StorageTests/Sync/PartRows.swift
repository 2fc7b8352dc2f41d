import Domain

@testable import Storage

/// Audiences of every part and mixture, each with events, seals and texts, written by hand behind a
/// shared database's back: what may stand there whatever program wrote it.
struct PartRows {
  /// The seal of an event.
  struct Seal {
    let readers: Set<OrganisationID>
    let isClosed: Bool
  }

  /// A text of an audience.
  struct Text {
    let field: String
    let isClosed: Bool
  }

  static let organisations: [OrganisationID] = [
    Cast.bailleurA, Cast.bailleurB, "org-aatiko", "org-gie", "org-act",
  ]

  /// The audiences: each part of each organisation, several together, dossiers, and what nobody may
  /// read.
  static let audiences: [Set<OrganisationID>] =
    AudiencePart.allCases.flatMap { part in organisations.map { [part.of($0)] } }
    + organisations.map { [$0] }
    + [Cast.bailleurA, Cast.bailleurB].map {
      [AudiencePart.signalement.of($0), AudiencePart.locataire.of($0)]
    }
    + [
      [AudiencePart.patrimoine.of(Cast.bailleurA), AudiencePart.annonce.of(Cast.bailleurB)],
      [AudiencePart.locataire.of(Cast.bailleurA), AudiencePart.tirage.of("org-gie")],
      [Cast.bailleurA, Cast.bailleurB],
      [Cast.bailleurA, AudiencePart.signalement.of(Cast.bailleurA)],
      ["org-aatiko", AudiencePart.patrimoine.of(Cast.bailleurB)],
      ["avenir__org-a"], ["avenir__org-a", AudiencePart.locataire.of(Cast.bailleurA)],
    ]

  static let seals: [Seal?] = [
    nil, Seal(readers: [AudiencePart.locataire.of(Cast.bailleurA)], isClosed: false),
    Seal(readers: [AudiencePart.locataire.of(Cast.bailleurA)], isClosed: true),
    Seal(readers: [AudiencePart.signalement.of(Cast.bailleurB)], isClosed: true),
    Seal(readers: [Cast.bailleurA], isClosed: false),
    Seal(readers: ["org-aatiko"], isClosed: true),
    Seal(readers: [Cast.bailleurA, AudiencePart.signalement.of(Cast.bailleurA)], isClosed: false),
  ]

  static let texts = [
    Text(field: "name", isClosed: false), Text(field: "note", isClosed: true),
    Text(field: "nur", isClosed: false),
  ]

  /// The subject of the texts of an audience, by its place.
  static func subject(_ place: Int) -> String { "s-\(place)" }

  /// Writes all of it.
  static func fill(_ harness: any SharedHarness) throws {
    let isFile = harness is SQLiteHarness
    let no = isFile ? "0" : "false"
    let yes = isFile ? "1" : "true"
    func bytes(_ bytes: [UInt8]) -> String {
      isFile ? "x'\(SHA256.hex(bytes))'" : "decode('\(SHA256.hex(bytes))', 'hex')"
    }
    for (place, members) in audiences.enumerated() {
      let scope = ScopeID(of: members)
      let names = members.sorted().map(\.text)
      let list =
        isFile
        ? "[" + names.map { "\"\($0)\"" }.joined(separator: ",") + "]"
        : "{" + names.joined(separator: ",") + "}"
      let chain = bytes([UInt8](repeating: UInt8(place), count: 32))
      try harness.run(
        """
        INSERT INTO scope(scope, members, seq, chain, text_seq)
        VALUES ('\(scope)', '\(list)', \(seals.count), \(chain), \(texts.count))
        ON CONFLICT (scope) DO UPDATE SET seq = excluded.seq, text_seq = excluded.text_seq
        """)
      try harness.run(
        """
        INSERT INTO stream(stream, scope, aggregate, version)
        VALUES ('d-\(place)', '\(scope)', 'dossier', \(seals.count))
        """)
      for (index, seal) in seals.enumerated() {
        let sealed =
          seal.map {
            "'\(ScopeID(of: $0.readers))', \($0.isClosed ? yes : no), \(chain), 'body-\(index)'"
          } ?? "NULL, NULL, NULL, NULL"
        try harness.run(
          """
          INSERT INTO event(scope, seq, command, stream, version, kind, schema, payload,
            occurred_on, recorded_at, operator, organisation, role, on_behalf, on_behalf_reason,
            chain, received_at, seal_readers, seal_closed, seal_digest, seal_body)
          VALUES ('\(scope)', \(index + 1), 'c-\(place)-\(index)', 'd-\(place)', \(index + 1),
            'dossier.created', 1, '{}', 20536, 1, 'c1-a', 'org-a', 'contact1', NULL, NULL,
            \(chain), 1, \(sealed))
          """)
      }
      for (index, text) in texts.enumerated() {
        try harness.run(
          """
          INSERT INTO vault(scope, subject, field, value, version, closed, seq, author, stream)
          VALUES ('\(scope)', '\(subject(place))', '\(text.field)', 'x', 1,
            \(text.isClosed ? yes : no), \(index + 1), 'org-a', 'd-\(place)')
          """)
      }
    }
  }
}
