extension ServerSchema {
  /// 005: what a desk reads, each call one statement with one state of the database (STABLE).
  static let reading = #"""
    BEGIN
      CREATE FUNCTION habiter.hello() RETURNS TABLE(
        epoch text, clock bigint, operator text, name text, organisation text, roles text[],
        least_protocol bigint, nur_key text, directory bigint, schema bigint)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      #variable_conflict use_column
      DECLARE
        me habiter.person := me();
      BEGIN
        RETURN QUERY SELECT epoch(), clock(), me.operator, me.name, me.organisation, me.roles,
          (SELECT value::bigint FROM meta WHERE key = 'least_protocol'),
          (SELECT value FROM meta WHERE key = 'nur_key'),
          (SELECT value::bigint FROM meta WHERE key = 'directory'),
          (SELECT value::bigint FROM meta WHERE key = 'schema');
      END
      $function$;

      -- Of audiences without events, those with open texts, or whose members the login is of.
      CREATE FUNCTION habiter.heads(p_scopes text[]) RETURNS TABLE(
        scope text, seq bigint, chain bytea, text_seq bigint, wake text)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      #variable_conflict use_column
      DECLARE
        me habiter.person := me();
      BEGIN
        RETURN QUERY SELECT s.scope, s.seq, s.chain, s.text_seq, s.wake FROM scope s
          WHERE (p_scopes IS NULL OR s.scope = ANY (p_scopes))
            AND (s.seq > 0 OR s.has_open OR s.members @> ARRAY[me.organisation])
          ORDER BY s.scope;
      END
      $function$;

      -- Refuses an audience that the login does not read, whether it is there or not.
      CREATE FUNCTION habiter.require_readable(p_scope text) RETURNS habiter.person
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      DECLARE
        me habiter.person := me();
      BEGIN
        IF may_read(me, members_of(p_scope)) IS NOT TRUE THEN
          RAISE EXCEPTION 'scope.reading' USING ERRCODE = 'H0003';
        END IF;
        RETURN me;
      END
      $function$;

      CREATE FUNCTION habiter.chain_start(p_scope text) RETURNS bytea
      LANGUAGE plpgsql STABLE STRICT SET search_path = {path} AS $function$
      BEGIN
        RETURN sha256(int4send(15) || 'habiter scope 1'::bytea
          || int4send(octet_length(convert_to(p_scope, 'UTF8'))) || convert_to(p_scope, 'UTF8'));
      END
      $function$;

      CREATE FUNCTION habiter.chain_at(p_scope text, p_seq bigint) RETURNS bytea
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      BEGIN
        PERFORM require_readable(p_scope);
        IF p_seq = 0 THEN
          RETURN chain_start(p_scope);
        END IF;
        RETURN (SELECT e.chain FROM event e WHERE e.scope = p_scope AND e.seq = p_seq);
      END
      $function$;

      -- The head of the audience, in a row of its own, then its events after a position, without
      -- the bodies that are sealed for others. Without the chain before them the journal ends
      -- earlier.
      CREATE FUNCTION habiter.pull(p_scope text, p_after bigint, p_limit bigint) RETURNS TABLE(
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
              WHEN opens_all AND NOT e.seal_closed OR me.reads_own
                AND strpos('+' || e.seal_readers || '+', mine) > 0 THEN e.seal_body END,
            NULL::bigint, NULL::bytea
          FROM event e WHERE e.scope = p_scope AND e.seq > p_after
          ORDER BY e.seq LIMIT least(greatest(p_limit, 1), 10000);
      END
      $function$;

      -- The texts of an audience that the login reads, in the order of their changes, and one more
      -- than asked for when more follow.
      CREATE FUNCTION habiter.texts(p_scope text, p_after bigint, p_limit bigint) RETURNS TABLE(
        seq bigint, closed boolean, subject text, field text, value text, version bigint,
        text_seq bigint)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      #variable_conflict use_column
      BEGIN
        PERFORM require_readable(p_scope);
        RETURN QUERY SELECT NULL::bigint, NULL::boolean, NULL::text, NULL::text, NULL::text,
          NULL::bigint, coalesce((SELECT s.text_seq FROM scope s WHERE s.scope = p_scope), 0);
        RETURN QUERY SELECT v.seq, v.closed, v.subject, v.field, v.value, v.version, NULL::bigint
          FROM vault v WHERE v.scope = p_scope AND v.seq > p_after
          ORDER BY v.seq LIMIT least(greatest(p_limit, 1), 10000) + 1;
      END
      $function$;

      -- The number of the directory, in a row of its own, then organisations and people.
      CREATE FUNCTION habiter.directory() RETURNS TABLE(
        version bigint, is_person boolean, id text, name text, kind text, siret text,
        member boolean, organisation text, roles text[], email text)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      #variable_conflict use_column
      BEGIN
        PERFORM me();
        RETURN QUERY SELECT (SELECT value::bigint FROM meta WHERE key = 'directory'), NULL::boolean,
          NULL::text, NULL::text, NULL::text, NULL::text, NULL::boolean, NULL::text, NULL::text[],
          NULL::text;
        RETURN QUERY SELECT NULL::bigint, false, o.id, o.name, o.kind, o.siret, o.member,
          NULL::text, NULL::text[], NULL::text
          FROM organisation o ORDER BY o.name COLLATE "C", o.id;
        RETURN QUERY SELECT NULL::bigint, true, a.operator, a.name, NULL::text, NULL::text,
          NULL::boolean, a.organisation, a.roles, a.email
          FROM account a ORDER BY a.organisation, a.login;
      END
      $function$;

      -- The accounts that the login may see to.
      CREATE FUNCTION habiter.accounts() RETURNS TABLE(
        login text, operator text, name text, organisation text, roles text[], email text,
        disabled boolean)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      #variable_conflict use_column
      DECLARE
        me habiter.person := me();
      BEGIN
        RETURN QUERY SELECT a.login, a.operator, a.name, a.organisation, a.roles, a.email,
            a.disabled
          FROM account a
          WHERE may_see_to(me, a.organisation, a.roles) ORDER BY a.organisation, a.login;
      END
      $function$;
    END
    """#
}
