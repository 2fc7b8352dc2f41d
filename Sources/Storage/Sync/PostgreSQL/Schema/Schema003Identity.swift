extension ServerSchema {
  /// 003: who calls. `session_user` is what the server made sure of; settings and SET ROLE, which
  /// anybody may change, say nothing.
  static let identity = #"""
    BEGIN
      CREATE TYPE habiter.person AS (
        login text, operator text, name text, organisation text, roles text[],
        reads_own boolean, reads_all boolean, every_side boolean, nur_own boolean, nur_all boolean,
        erases_own boolean, erases_all boolean, organisations boolean
      );

      -- What the login may, over all its roles (a right is the union of theirs); refused without
      -- an open account.
      CREATE FUNCTION habiter.me() RETURNS habiter.person
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      DECLARE
        someone habiter.person;
        closed boolean;
      BEGIN
        SELECT a.login, a.operator, a.name, a.organisation, a.roles,
          coalesce(bool_or(r.reads_own), false), coalesce(bool_or(r.reads_all), false),
          coalesce(bool_or(r.every_side), false), coalesce(bool_or(r.nur_own), false),
          coalesce(bool_or(r.nur_all), false), coalesce(bool_or(r.erases_own), false),
          coalesce(bool_or(r.erases_all), false), coalesce(bool_or(r.organisations), false)
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

      -- The audiences that the login's organisation is a member of, for those who read its own.
      CREATE FUNCTION habiter.my_scopes() RETURNS text[]
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      DECLARE
        me habiter.person := me();
      BEGIN
        IF me.reads_own THEN
          RETURN ARRAY(SELECT s.scope FROM scope s WHERE s.members @> ARRAY[me.organisation]);
        END IF;
        RETURN '{}';
      END
      $function$;

      -- Whether it reads every audience: the list would be long, and gone through for each row.
      CREATE FUNCTION habiter.reads_all() RETURNS boolean
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      BEGIN
        RETURN (me()).reads_all;
      END
      $function$;

      -- Whether it opens what is sealed for others.
      CREATE FUNCTION habiter.opens_all() RETURNS boolean
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      DECLARE
        me habiter.person := me();
      BEGIN
        RETURN me.reads_own AND me.reads_all AND me.every_side;
      END
      $function$;

      -- Whether it reads a NUR: 'own' in its audiences, 'all' in every one.
      CREATE FUNCTION habiter.reads_nur(p_whose text) RETURNS boolean
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      DECLARE
        me habiter.person := me();
      BEGIN
        RETURN CASE p_whose WHEN 'own' THEN me.nur_own WHEN 'all' THEN me.nur_all END;
      END
      $function$;

      -- The organisations of an audience, in order.
      CREATE FUNCTION habiter.members_of(p_scope text) RETURNS text[]
      LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = {path} AS $function$
      DECLARE
        names text[] := string_to_array(p_scope, '+');
        name text;
        previous text := '';
      BEGIN
        FOREACH name IN ARRAY names LOOP
          IF name <= previous COLLATE "C" THEN
            RETURN ARRAY(
              SELECT DISTINCT m COLLATE "C" FROM unnest(names) m WHERE m <> '' ORDER BY 1);
          END IF;
          previous := name;
        END LOOP;
        RETURN names;
      END
      $function$;

      -- Whether somebody reads an audience of these organisations.
      CREATE FUNCTION habiter.may_read(me habiter.person, p_members text[]) RETURNS boolean
      LANGUAGE plpgsql IMMUTABLE SET search_path = {path} AS $function$
      BEGIN
        RETURN coalesce(
          me.reads_all OR me.reads_own AND me.organisation = ANY (p_members), false);
      END
      $function$;

      -- The clock of the server, in seconds since 1970.
      CREATE FUNCTION habiter.clock() RETURNS bigint
      LANGUAGE plpgsql VOLATILE SET search_path = {path} AS $function$
      BEGIN
        RETURN floor(extract(epoch FROM clock_timestamp()));
      END
      $function$;

      -- Which history this is: another one on a promoted standby (its timeline) and in a restored
      -- copy (its cluster).
      CREATE FUNCTION habiter.epoch() RETURNS text
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      DECLARE
        base text := (SELECT m.value FROM meta m WHERE m.key = 'epoch');
        timeline text := 'standby';
      BEGIN
        IF NOT pg_is_in_recovery() THEN
          timeline := substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8);
        END IF;
        RETURN format('%s-%s-%s', base, (pg_control_system()).system_identifier, timeline);
      END
      $function$;
    END
    """#
}
