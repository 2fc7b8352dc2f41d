/// A function of the shared schema: whose it is, whether it runs as its owner, who may call it.
///
/// The installation gives owners and rights from this table, the verification compares with it.
struct ServerFunction: Equatable, Sendable {
  /// A role of the database, by its word in the schema's texts.
  enum Party: String, Sendable {
    case readers, writers, logins, users
  }

  let name: String
  let owner: Party
  let isDefiner: Bool
  let callers: [Party]

  /// Where every function looks names up, whatever its caller has set.
  static let path = "pg_catalog, habiter, pg_temp"

  /// All of them.
  static let all =
    of(["hello", "heads", "pull", "texts", "directory", "accounts"], .readers, for: [.users])
    + of(["chain_at"], .readers, for: [.users, .writers])
    + of(
      ["append", "void", "erase", "put_account", "put_organisation"], .writers, for: [.users])
    + of(
      ["me", "my_audiences", "reads_all", "opens_all", "reads_nur", "epoch", "timeline"], .writers,
      for: [.readers])
    + of(["set_login"], .logins, for: [.writers])
    + inside(["require_readable"], .readers)
    + inside(
      ["members_of", "may_read", "may_see_to", "clock", "chain_start"], .writers, [.readers])
    + inside(
      [
        "paris_day", "is_object", "opened", "allows", "may_write", "is_within", "denial",
        "is_formed", "stream_fault", "are_seals_right", "plan_claims", "taken_key",
        "are_texts_right", "lock_scopes", "put_texts", "enter", "judge_and_enter", "event_chain",
        "laid", "require_writing", "touched_scopes",
        "erases", "erase_stream", "empty_text", "is_name", "note_directory", "whole_of",
        "is_narrower", "may_erase",
      ], .writers)

  /// Gives each function that is there its owner and its callers, each table and type its owner:
  /// statements for the end of a step, so that nothing is anybody's in between.
  static let grants = """
    DECLARE
      item record;
    BEGIN
      FOR item IN
        SELECT p.oid::regprocedure AS signature, f.owner, f.callers
        FROM (VALUES \(rows)) AS f(name, owner, callers, is_definer)
        JOIN pg_proc p ON p.proname = f.name AND p.pronamespace = to_regnamespace('habiter')
      LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO %s', item.signature, item.owner);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', item.signature);
        IF item.callers <> '' THEN
          EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %s', item.signature, item.callers);
        END IF;
      END LOOP;
      FOR item IN
        SELECT c.oid::regclass AS name, c.relkind = 'c' AS is_type FROM pg_class c
        WHERE c.relnamespace = to_regnamespace('habiter') AND c.relkind IN ('r', 'c')
      LOOP
        EXECUTE format('ALTER %s %s OWNER TO {tables}',
          CASE WHEN item.is_type THEN 'TYPE' ELSE 'TABLE' END, item.name);
      END LOOP;
    END;
    """

  /// The table as rows of SQL: name, owner, callers, whether it runs as its owner.
  static let rows = all.map { function in
    let callers = function.callers.map { "{\($0.rawValue)}" }.joined(separator: ", ")
    return "('\(function.name)', '{\(function.owner.rawValue)}', '\(callers)', "
      + "\(function.isDefiner))"
  }.joined(separator: ",\n")

  /// The text of each function, as the latest step that makes it has it, without those that a later
  /// one drops.
  static func sources(in roles: ServerRoles) -> [String: String] {
    var sources: [String: String] = [:]
    for step in ServerSchema.steps {
      var isDropped = false
      for piece in roles.filled(step).split(separator: "FUNCTION habiter.") {
        defer { isDropped = piece.hasSuffix("DROP ") }
        if isDropped { sources[String(piece.prefix { $0 != "(" })] = nil }
        let parts = piece.split(
          separator: "$function$", maxSplits: 2, omittingEmptySubsequences: false)
        if parts.count == 3 { sources[String(piece.prefix { $0 != "(" })] = String(parts[1]) }
      }
    }
    return sources
  }

  private static func of(
    _ names: [String], _ owner: Party, for callers: [Party]
  ) -> [ServerFunction] {
    names.map { ServerFunction(name: $0, owner: owner, isDefiner: true, callers: callers) }
  }

  private static func inside(
    _ names: [String], _ owner: Party, _ callers: [Party] = []
  ) -> [ServerFunction] {
    names.map { ServerFunction(name: $0, owner: owner, isDefiner: false, callers: callers) }
  }
}
