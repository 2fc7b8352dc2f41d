extension ServerSchema {
  /// 014, what a desk reads since.
  static let partReading = #"""
      -- Of audiences without events, those with texts that the login may read.
      CREATE OR REPLACE FUNCTION habiter.heads(p_scopes text[]) RETURNS TABLE(
        scope text, seq bigint, chain bytea, text_seq bigint, wake text)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      #variable_conflict use_column
      DECLARE
        me habiter.person := me();
      BEGIN
        RETURN QUERY SELECT s.scope, s.seq, s.chain, s.text_seq, s.wake FROM scope s
          WHERE (p_scopes IS NULL OR s.scope = ANY (p_scopes))
            AND (s.seq > 0 OR s.has_open OR s.members @> ARRAY[me.organisation]
              -- Whoever reads a part reads all its texts.
              OR strpos(s.scope, '{mark}') > 0)
          ORDER BY s.scope;
      END
      $function$;

      -- The head of the audience, in a row of its own, then its events after a position, without
      -- the bodies that are sealed for others. Without the chain before them the journal ends
      -- earlier.
      CREATE OR REPLACE FUNCTION habiter.pull(p_scope text, p_after bigint, p_limit bigint)
      RETURNS TABLE(
        seq bigint, command text, stream text, version bigint, kind text, schema bigint,
        payload text, occurred_on bigint, recorded_at bigint, operator text, organisation text,
        role text, on_behalf text, on_behalf_reason text, chain bytea, received_at bigint,
        seal_readers text, seal_closed boolean, seal_digest bytea, seal_body text,
        text_seq bigint, before bytea)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      #variable_conflict use_column
      DECLARE
        me habiter.person := require_readable(p_scope);
        opens_all boolean := me.reads_own AND me.every_side;
        mine text := '+' || me.organisation || '+';
        start bytea := chain_at(p_scope, p_after);
        head habiter.scope;
      BEGIN
        SELECT * INTO head FROM scope s WHERE s.scope = p_scope;
        RETURN QUERY SELECT coalesce(head.seq, 0), NULL::text, NULL::text, NULL::bigint, NULL::text,
          NULL::bigint, NULL::text, NULL::bigint, NULL::bigint, NULL::text, NULL::text, NULL::text,
          NULL::text, NULL::text, coalesce(head.chain, chain_start(p_scope)), NULL::bigint,
          NULL::text, NULL::boolean, NULL::bytea, NULL::text, coalesce(head.text_seq, 0), start;
        IF start IS NULL THEN
          RETURN;
        END IF;
        RETURN QUERY SELECT e.seq, e.command, e.stream, e.version, e.kind, e.schema, e.payload,
            e.occurred_on, e.recorded_at, e.operator, e.organisation, e.role, e.on_behalf,
            e.on_behalf_reason, e.chain, e.received_at, e.seal_readers, e.seal_closed,
            e.seal_digest,
            CASE WHEN e.seal_body IS NULL THEN NULL
              WHEN strpos(e.seal_readers, '{mark}') > 0 THEN
                CASE WHEN may_read(me, members_of(e.seal_readers)) THEN e.seal_body END
              WHEN opens_all AND NOT e.seal_closed OR me.reads_own
                AND strpos('+' || e.seal_readers || '+', mine) > 0 THEN e.seal_body END,
            NULL::bigint, NULL::bytea
          FROM event e WHERE e.scope = p_scope AND e.seq > p_after
          ORDER BY e.seq LIMIT least(greatest(p_limit, 1), 10000);
      END
      $function$;

    """#

  /// 014, how acts are judged since.
  static let partForm = #"""
      -- The organisation that a member is or is a part of.
      CREATE FUNCTION habiter.whole_of(p_member text) RETURNS text
      LANGUAGE plpgsql IMMUTABLE SET search_path = {path} AS $function$
      DECLARE
        place int := strpos(p_member, '{mark}');
      BEGIN
        RETURN CASE WHEN place = 0 THEN p_member
          ELSE substr(p_member, place + length('{mark}')) END;
      END
      $function$;

      -- Whether all who read a part read another one, of the same organisation.
      CREATE FUNCTION habiter.is_narrower(p_part text, p_than text) RETURNS boolean
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      BEGIN
        RETURN coalesce((
          SELECT bool_and((t.reads_own OR NOT p.reads_own) AND (t.reads_all OR NOT p.reads_all))
          FROM part_right p JOIN part_right t ON t.role = p.role
          WHERE p.part = p_part AND t.part = p_than), false);
      END
      $function$;

      -- Whether something that an act withholds may be for these readers, with the audience's
      -- members and the author's organisation as the last argument: some of them, or among parts
      -- narrower ones.
      CREATE OR REPLACE FUNCTION habiter.is_within(p_readers text, p_organisations text[])
        RETURNS boolean
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      DECLARE
        members text[] := members_of(p_readers);
        wholes text[];
      BEGIN
        IF (cardinality(members) > 0 AND p_readers = array_to_string(members, '+')) IS NOT TRUE
        THEN
          RETURN false;
        ELSIF strpos(p_readers, '{mark}') = 0 THEN
          RETURN members <@ p_organisations;
        END IF;
        wholes := ARRAY(SELECT whole_of(o) FROM unnest(p_organisations) o);
        RETURN NOT EXISTS (
          SELECT FROM unnest(members) m
          WHERE (strpos(m, '{mark}') > 0 AND (m = ANY (p_organisations)
            OR whole_of(m) = ANY (wholes) AND EXISTS (
              SELECT FROM unnest(p_organisations) o
              WHERE strpos(o, '{mark}') > 0
                AND is_narrower(split_part(m, '{mark}', 1), split_part(o, '{mark}', 1)))))
            IS NOT TRUE);
      END
      $function$;

      -- Whether somebody may have erased what these members read: whoever erases anything, and for
      -- what is its organisation's alone whoever erases that.
      CREATE FUNCTION habiter.may_erase(me habiter.person, p_members text[]) RETURNS boolean
      LANGUAGE plpgsql IMMUTABLE SET search_path = {path} AS $function$
      BEGIN
        RETURN coalesce(me.erases_all OR me.erases_own AND cardinality(p_members) > 0
          AND NOT EXISTS (
            SELECT FROM unnest(p_members) m WHERE whole_of(m) <> me.organisation), false);
      END
      $function$;

      -- Whether the act's role brings such an event about.
      DROP FUNCTION habiter.allows(habiter.form, habiter.act, text[]);
      CREATE FUNCTION habiter.allows(
        f habiter.form, a habiter.act, p_members text[], me habiter.person) RETURNS boolean
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      DECLARE
        k habiter.event_kind;
        part text;
      BEGIN
        SELECT * INTO k FROM event_kind e WHERE e.kind = f.kind;
        IF NOT FOUND OR (f.schema BETWEEN 1 AND k.schema) IS NOT TRUE THEN
          RETURN false;
        END IF;
        part := coalesce(k.part || '{mark}', '');
        -- An event is in the audiences of its own aggregate alone.
        IF part = '' AND strpos(array_to_string(p_members, '+'), '{mark}') > 0
          OR part <> '' AND strpos('+' || array_to_string(p_members, '+'), '+' || part) = 0
        THEN
          RETURN false;
        END IF;
        IF k.erases AND may_erase(me, p_members) IS NOT TRUE THEN
          RETURN false;
        END IF;
        IF a.on_behalf IS NOT NULL THEN
          RETURN a.role = ANY (k.on_behalf) AND part || a.on_behalf = ANY (p_members);
        END IF;
        RETURN a.role = ANY (k.anywhere)
          OR a.role = ANY (k.as_member) AND part || a.organisation = ANY (p_members);
      END
      $function$;

    """#
}
