extension ServerSchema {
  /// 013: the audiences of the patrimoines, which are not those of the dossiers: who keeps a
  /// bailleur's file sees no dossier, and its agents see no import (`domaine.md` §4).
  static let patrimoine = #"""
    BEGIN
      ALTER TABLE habiter.role_right
        ADD COLUMN patrimoine_own boolean NOT NULL DEFAULT false,
        ADD COLUMN patrimoine_all boolean NOT NULL DEFAULT false;
      ALTER TYPE habiter.person
        ADD ATTRIBUTE patrimoine_own boolean, ADD ATTRIBUTE patrimoine_all boolean;

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
          coalesce(bool_or(r.patrimoine_own), false), coalesce(bool_or(r.patrimoine_all), false)
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

      CREATE OR REPLACE FUNCTION habiter.my_scopes() RETURNS text[]
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      DECLARE
        me habiter.person := me();
      BEGIN
        RETURN ARRAY(SELECT s.scope FROM scope s
          WHERE me.reads_own AND s.members @> ARRAY[me.organisation]
            OR me.patrimoine_own AND s.members = ARRAY['{patrimoine}' || me.organisation]
            OR me.patrimoine_all AND NOT me.reads_all AND starts_with(s.scope, '{patrimoine}'));
      END
      $function$;

      CREATE OR REPLACE FUNCTION habiter.may_read(me habiter.person, p_members text[])
        RETURNS boolean
      LANGUAGE plpgsql IMMUTABLE SET search_path = {path} AS $function$
      BEGIN
        IF EXISTS (SELECT FROM unnest(p_members) m WHERE starts_with(m, '{patrimoine}')) THEN
          RETURN coalesce((
            SELECT bool_and(starts_with(m, '{patrimoine}') AND (me.patrimoine_all
              OR me.patrimoine_own AND m = '{patrimoine}' || me.organisation))
            FROM unnest(p_members) m), false);
        END IF;
        RETURN coalesce(
          me.reads_all OR me.reads_own AND me.organisation = ANY (p_members), false);
      END
      $function$;

      CREATE OR REPLACE FUNCTION habiter.allows(
        f habiter.form, a habiter.act, p_members text[]) RETURNS boolean
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      DECLARE
        k habiter.event_kind;
        part text := CASE WHEN starts_with(f.kind, 'patrimoine.') THEN '{patrimoine}' ELSE '' END;
      BEGIN
        SELECT * INTO k FROM event_kind e WHERE e.kind = f.kind;
        IF NOT FOUND OR (f.schema BETWEEN 1 AND k.schema) IS NOT TRUE THEN
          RETURN false;
        END IF;
        -- An event is in the audiences of its own aggregate alone.
        IF (part <> '') <> EXISTS (
          SELECT FROM unnest(p_members) m WHERE starts_with(m, '{patrimoine}'))
        THEN
          RETURN false;
        END IF;
        IF a.on_behalf IS NOT NULL THEN
          RETURN a.role = ANY (k.on_behalf) AND part || a.on_behalf = ANY (p_members);
        END IF;
        RETURN a.role = ANY (k.anywhere)
          OR a.role = ANY (k.as_member) AND part || a.organisation = ANY (p_members);
      END
      $function$;
    END
    """#
}
