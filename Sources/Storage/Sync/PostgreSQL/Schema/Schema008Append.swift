extension ServerSchema {
  /// 008: the append. One call, one statement, one transaction for a whole batch.
  static let append = #"""
    BEGIN
      -- The chain after an event, as `Chain` computes it: each field is its length and its bytes.
      CREATE FUNCTION habiter.event_chain(p_previous bytea, e habiter.event) RETURNS bytea
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      DECLARE
        fields bytea[] := ARRAY[
          convert_to(e.payload, 'UTF8'), int8send(e.occurred_on), int8send(e.recorded_at),
          convert_to(e.operator, 'UTF8'), convert_to(e.organisation, 'UTF8'),
          convert_to(e.role, 'UTF8'), convert_to(e.on_behalf, 'UTF8'),
          convert_to(e.on_behalf_reason, 'UTF8')];
        body bytea;
      BEGIN
        IF e.received_at IS NOT NULL THEN
          fields := fields || int8send(e.received_at);
        END IF;
        IF e.seal_readers IS NOT NULL THEN
          fields := fields || ARRAY[
            convert_to(e.seal_readers, 'UTF8'), int8send(e.seal_closed::int), e.seal_digest];
        END IF;
        body := sha256(laid(fields));
        RETURN sha256(laid(ARRAY[
          p_previous, int8send(e.seq), convert_to(e.command, 'UTF8'), convert_to(e.stream, 'UTF8'),
          int8send(e.version), convert_to(e.kind, 'UTF8'), int8send(e.schema), body]));
      END
      $function$;

      -- Fields laid end to end; an absent one is no empty one.
      CREATE FUNCTION habiter.laid(p_fields bytea[]) RETURNS bytea
      LANGUAGE plpgsql IMMUTABLE SET search_path = {path} AS $function$
      BEGIN
        RETURN (
          SELECT string_agg(
            coalesce(int4send(octet_length(f)) || f, int4send(-1)), ''::bytea ORDER BY n)
          FROM unnest(p_fields) WITH ORDINALITY AS t(f, n));
      END
      $function$;

      -- Where nobody may read a state of the past, or wait with locks held, for longer than a call
      -- takes: such a transaction would judge on what is no longer so.
      CREATE FUNCTION habiter.require_writing() RETURNS void
      LANGUAGE plpgsql VOLATILE SET search_path = {path} AS $function$
      BEGIN
        IF current_setting('transaction_isolation') <> 'read committed' THEN
          RAISE EXCEPTION 'call.isolation' USING ERRCODE = 'H0003';
        END IF;
        PERFORM set_config('idle_in_transaction_session_timeout', '5s', true);
      END
      $function$;

      -- The audiences that a batch writes to or decides on, besides its own.
      CREATE FUNCTION habiter.other_scopes(
        p_acts habiter.act[], me habiter.person, p_within text[]) RETURNS text[]
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      BEGIN
        RETURN ARRAY(
          SELECT t.scope FROM unnest(p_acts) a, unnest(a.texts) t
          WHERE is_within(t.scope, p_within) AND octet_length(t.scope) <= {longestScope}
          UNION SELECT s.scope FROM unnest(p_acts) a, unnest(a.reads) r
          JOIN stream s ON s.stream = r.stream WHERE may_read(me, members_of(s.scope)));
      END
      $function$;

      -- Judges the acts of a batch one after the other, each on the journal as those before it left
      -- it, and enters those that may be: a verdict for each, up to the first that is neither
      -- accepted nor a duplicate.
      CREATE FUNCTION habiter.append(
        p_protocol bigint, p_scope text, p_seq bigint, p_chain bytea, p_acts jsonb)
      RETURNS TABLE(verdict text, detail text, last bigint, wake text)
      LANGUAGE plpgsql VOLATILE SECURITY DEFINER
      SET search_path = {path} SET lock_timeout = '5s' AS $function$
      DECLARE
        me habiter.person := me();
        members text[] := members_of(p_scope);
        within text[] := members || me.organisation;
        is_open boolean := may_write(me, p_scope, members);
        acts habiter.act[];
        a habiter.act;
        head habiter.scope;
        is_continued boolean;
        e habiter.sent_event;
        entry habiter.event;
        entries habiter.event[] := '{}';
        judgement habiter.judgement;
        version bigint;
        now bigint;
      BEGIN
        PERFORM require_writing();
        IF (p_protocol >= (SELECT m.value::bigint FROM meta m WHERE m.key = 'least_protocol'))
          IS NOT TRUE
        THEN
          RETURN QUERY SELECT 'denied', 'program', NULL::bigint, NULL::text;
          RETURN;
        END IF;
        acts := ARRAY(
          SELECT jsonb_populate_record(NULL::act, t) FROM jsonb_array_elements(p_acts) t);
        IF is_open THEN
          -- Erasures wait for the texts of this batch, or it for them.
          IF EXISTS (SELECT FROM unnest(acts) t WHERE cardinality(t.texts) > 0) THEN
            PERFORM pg_advisory_xact_lock_shared({erasureLock});
          END IF;
          PERFORM lock_scopes(p_scope || other_scopes(acts, me, within));
          SELECT * INTO head FROM scope s WHERE s.scope = p_scope;
          is_continued := p_chain = chain_at(p_scope, p_seq);
        END IF;
        now := clock();
        wake := head.wake;
        FOREACH a IN ARRAY acts LOOP
          last := NULL;
          detail := denial(a, me, members, is_open);
          IF detail IS NOT NULL THEN
            verdict := 'denied';
          ELSE
            SELECT CASE c.status WHEN 'accepted' THEN 'duplicate' ELSE c.status END INTO verdict
              FROM command c WHERE c.scope = p_scope AND c.command = a.command;
          END IF;
          IF verdict IS NULL AND is_continued IS NOT TRUE THEN
            verdict := 'fork';
          END IF;
          IF verdict IS NULL THEN
            judgement := judge_and_enter(a, me, p_scope, within, head.seq + 1, now);
            verdict := judgement.verdict;
            detail := judgement.detail;
          END IF;
          IF verdict = 'accepted' THEN
            version := a.version;
            FOREACH e IN ARRAY a.events LOOP
              version := version + 1;
              head.seq := head.seq + 1;
              entry := (
                p_scope, head.seq, a.command, a.stream, version, e.kind, e.schema, e.payload,
                a.occurred_on, a.recorded_at, a.operator, a.organisation, a.role, a.on_behalf,
                a.on_behalf_reason, NULL, now, (e.seal).readers, (e.seal).closed,
                decode((e.seal).digest, 'hex'), (e.seal).body)::event;
              entry.chain := event_chain(head.chain, entry);
              head.chain := entry.chain;
              entries := entries || entry;
            END LOOP;
            last := head.seq;
          END IF;
          RETURN NEXT;
          EXIT WHEN verdict NOT IN ('accepted', 'duplicate');
          verdict := NULL;
        END LOOP;
        IF cardinality(entries) > 0 THEN
          INSERT INTO event SELECT * FROM unnest(entries);
          UPDATE scope s SET seq = head.seq, chain = head.chain WHERE s.scope = p_scope;
        END IF;
      END
      $function$;
    END
    """#
}
