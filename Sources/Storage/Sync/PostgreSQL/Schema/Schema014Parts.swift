extension ServerSchema {
  /// 014: audiences of parts of organisations' affairs, whatever the part (`AudiencePart`): who
  /// reads which is asked of a table, so that a part or an aggregate more needs no step of its own.
  ///
  /// A member that holds `{mark}` is a part. Whoever reads one of an audience's parts reads its
  /// journal; one that mixes parts and organisations is nobody's. Who reads the dossiers of all
  /// reads no part for that.
  static let parts =
    "BEGIN\n" + partTables + partIdentity + partPolicies + partReading + partForm + partErasing
    + "\nEND"

  /// The rows are written anew by the upgrade that follows; until then those of 013 hold, as desks
  /// may be at work.
  private static let partTables = #"""
      CREATE TABLE habiter.part_right(
        part text COLLATE "C" NOT NULL,
        role text COLLATE "C" NOT NULL,
        reads_own boolean NOT NULL,
        reads_all boolean NOT NULL,
        PRIMARY KEY (part, role)
      );
      INSERT INTO habiter.part_right
        SELECT 'patrimoine', r.role, r.patrimoine_own, r.patrimoine_all FROM habiter.role_right r;
      ALTER TABLE habiter.part_right ENABLE ROW LEVEL SECURITY;
      ALTER TABLE habiter.part_right FORCE ROW LEVEL SECURITY;
      GRANT SELECT ON habiter.part_right TO {writers};
      CREATE POLICY judging ON habiter.part_right FOR SELECT TO {writers} USING (true);

      ALTER TABLE habiter.role_right DROP COLUMN patrimoine_own, DROP COLUMN patrimoine_all;
      ALTER TYPE habiter.person
        DROP ATTRIBUTE patrimoine_own, DROP ATTRIBUTE patrimoine_all,
        -- The parts that it reads of its own organisation, as they stand among members, and how
        -- those begin that it reads of all.
        ADD ATTRIBUTE parts_own text[], ADD ATTRIBUTE parts_all text[];

      ALTER TABLE habiter.event_kind
        ADD COLUMN part text COLLATE "C", ADD COLUMN erases boolean NOT NULL DEFAULT false;
      UPDATE habiter.event_kind SET part = 'patrimoine' WHERE starts_with(kind, 'patrimoine.');
      UPDATE habiter.event_kind SET erases = true WHERE kind = '{erasing}';

      CREATE INDEX scope_parts ON habiter.scope(scope) WHERE strpos(scope, '{mark}') > 0;

    """#

  private static let partIdentity = #"""
      CREATE OR REPLACE FUNCTION habiter.me() RETURNS habiter.person
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      DECLARE
        someone habiter.person;
        closed boolean;
      BEGIN
        SELECT a.login, a.operator, a.name, a.organisation, a.roles,
          coalesce(bool_or(r.reads_own), false), coalesce(bool_or(r.reads_all), false),
          coalesce(bool_or(r.every_side), false), coalesce(bool_or(r.nur_own), false),
          coalesce(bool_or(r.nur_all), false), coalesce(bool_or(r.erases_own), false),
          coalesce(bool_or(r.erases_all), false), coalesce(bool_or(r.organisations), false),
          ARRAY(SELECT p.part || '{mark}' || a.organisation FROM part_right p
            WHERE p.role = ANY (a.roles) AND p.reads_own),
          ARRAY(SELECT p.part || '{mark}' FROM part_right p
            WHERE p.role = ANY (a.roles) AND p.reads_all)
        INTO someone
        FROM account a LEFT JOIN role_right r ON r.role = ANY (a.roles)
        WHERE a.login = session_user::text AND NOT a.disabled
        GROUP BY a.login;
        IF NOT FOUND THEN
          SELECT a.disabled INTO closed FROM account a WHERE a.login = session_user::text;
          IF closed THEN
            RAISE EXCEPTION 'account.closed' USING ERRCODE = 'H0001';
          END IF;
          RAISE EXCEPTION 'account.none' USING ERRCODE = 'H0001';
        END IF;
        RETURN someone;
      END
      $function$;

      -- Whether somebody reads an audience of these members.
      CREATE OR REPLACE FUNCTION habiter.may_read(me habiter.person, p_members text[])
        RETURNS boolean
      LANGUAGE plpgsql IMMUTABLE SET search_path = {path} AS $function$
      BEGIN
        -- Most audiences are of organisations alone, and are judged without going through them.
        IF strpos(array_to_string(p_members, '+'), '{mark}') > 0 THEN
          RETURN coalesce((
            SELECT bool_and(strpos(m, '{mark}') > 0)
              AND bool_or(m ^@ ANY (me.parts_all) OR m = ANY (me.parts_own))
            FROM unnest(p_members) m), false);
        END IF;
        RETURN coalesce(
          me.reads_all OR me.reads_own AND me.organisation = ANY (p_members), false);
      END
      $function$;

      -- The audiences that the login's organisation is a member of, for those who read its own, and
      -- those of parts that the login reads: the keys of an object, where one is found without
      -- going through them all.
      CREATE FUNCTION habiter.my_audiences() RETURNS jsonb
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      DECLARE
        me habiter.person := me();
        mine text[] := me.parts_own || CASE WHEN me.reads_own THEN ARRAY[me.organisation] END;
        names text[] := ARRAY(
          SELECT s.scope FROM scope s
          WHERE s.members && mine AND (strpos(s.scope, '{mark}') = 0 OR NOT EXISTS (
            SELECT FROM unnest(s.members) m WHERE strpos(m, '{mark}') = 0)));
      BEGIN
        IF me.parts_all <> '{}' THEN
          -- As `may_read`, for hundreds of them.
          names := names || ARRAY(
            SELECT s.scope FROM scope s
            WHERE strpos(s.scope, '{mark}') > 0 AND (
              SELECT bool_and(strpos(m, '{mark}') > 0) AND bool_or(m ^@ ANY (me.parts_all))
              FROM unnest(s.members) m));
        END IF;
        RETURN jsonb_object(names, names);
      END
      $function$;

    """#

  /// What a login reads. Who reads the dossiers of all is asked by one flag; the list is made when
  /// a row asks for it.
  private static let readable = """
    ((SELECT habiter.reads_all()) AND strpos(scope, '{mark}') = 0
          OR (SELECT habiter.my_audiences()) ? scope)
    """

  private static let partPolicies = """
      ALTER POLICY reading ON habiter.scope USING (\(readable));
      ALTER POLICY reading ON habiter.event USING (\(readable));
      ALTER POLICY reading_journal ON habiter.event USING (\(readable));
      ALTER POLICY writing ON habiter.event WITH CHECK (\(readable));
      ALTER POLICY reading_journal ON habiter.command USING (\(readable));
      ALTER POLICY writing ON habiter.command WITH CHECK (\(readable));
      -- A text is its readers', and a NUR asks for the right to see one: anybody's, in a part.
      ALTER POLICY reading ON habiter.vault USING (
        (NOT closed AND (SELECT habiter.opens_all()) AND strpos(scope, '{mark}') = 0
          OR (SELECT habiter.my_audiences()) ? scope)
        AND (field <> 'nur' OR (SELECT habiter.reads_nur('all'))
          OR (SELECT habiter.reads_nur('own')) AND strpos(scope, '{mark}') = 0
            AND (SELECT habiter.my_audiences()) ? scope));
      DROP FUNCTION habiter.my_scopes();

    """
}
