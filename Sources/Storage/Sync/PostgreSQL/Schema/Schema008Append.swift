extension ServerSchema {
  /// 008: the append. One call, one statement, one transaction for a whole batch.
  static let append = #"""
    BEGIN
      -- The chain after an event, as `Chain` computes it: each field is its length and its bytes.
      CREATE FUNCTION habiter.event_chain(p_previous bytea, e habiter.event) RETURNS bytea
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      DECLARE
        body bytea := laid(e.payload) || int4send(8) || int8send(e.occurred_on)
          || int4send(8) || int8send(e.recorded_at) || laid(e.operator) || laid(e.organisation)
          || laid(e.role) || laid(e.on_behalf) || laid(e.on_behalf_reason);
      BEGIN
        IF e.received_at IS NOT NULL THEN
          body := body || int4send(8) || int8send(e.received_at);
        END IF;
        IF e.seal_readers IS NOT NULL THEN
          body := body || laid(e.seal_readers) || int4send(8) || int8send(e.seal_closed::int)
            || int4send(octet_length(e.seal_digest)) || e.seal_digest;
        END IF;
        RETURN sha256(
          int4send(octet_length(p_previous)) || p_previous || int4send(8) || int8send(e.seq)
          || laid(e.command) || laid(e.stream) || int4send(8) || int8send(e.version)
          || laid(e.kind) || int4send(8) || int8send(e.schema) || int4send(32) || sha256(body));
      END
      $function$;

      -- A text with its length before it; an absent one is no empty one.
      CREATE FUNCTION habiter.laid(p_text text) RETURNS bytea
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      DECLARE
        bytes bytea := convert_to(p_text, 'UTF8');
      BEGIN
        RETURN coalesce(int4send(octet_length(bytes)) || bytes, int4send(-1));
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

      -- The audiences that a batch writes to or decides on, its own first.
      CREATE FUNCTION habiter.touched_scopes(
        p_scope text, p_acts habiter.act[], me habiter.person, p_within text[]) RETURNS text[]
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      DECLARE
        a habiter.act;
        t habiter.sent_text;
        r habiter.sent_read;
        other text;
        scopes text[] := ARRAY[p_scope];
      BEGIN
        FOREACH a IN ARRAY p_acts LOOP
          FOREACH t IN ARRAY coalesce(a.texts, '{}') LOOP
            CONTINUE WHEN t.scope = ANY (scopes) OR octet_length(t.scope) > {longestScope};
            IF is_within(t.scope, p_within) THEN
              scopes := scopes || t.scope;
            END IF;
          END LOOP;
          FOREACH r IN ARRAY coalesce(a.reads, '{}') LOOP
            SELECT s.scope INTO other FROM stream s WHERE s.stream = r.stream;
            CONTINUE WHEN other IS NULL OR other = ANY (scopes);
            IF may_read(me, members_of(other)) THEN
              scopes := scopes || other;
            END IF;
          END LOOP;
        END LOOP;
        RETURN scopes;
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
        ledger habiter.command[] := '{}';
        entered text[] := '{}';
        accepted text[];
        voided text[];
        names text[];
        text_heads habiter.text_heads;
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
          names := touched_scopes(p_scope, acts, me, within);
          PERFORM lock_scopes(names);
          SELECT * INTO head FROM scope s WHERE s.scope = p_scope;
          SELECT array_agg(s.scope), array_agg(s.text_seq), array_agg(s.has_open) INTO text_heads
            FROM scope s WHERE s.scope = ANY (names);
          is_continued := p_chain = chain_at(p_scope, p_seq);
          SELECT array_agg(c.command) FILTER (WHERE c.status = 'accepted'),
              array_agg(c.command) FILTER (WHERE c.status = 'voided')
            INTO accepted, voided
            FROM command c WHERE c.scope = p_scope
              AND c.command = ANY (ARRAY(SELECT t.command FROM unnest(acts) t));
        END IF;
        now := clock();
        wake := head.wake;
        FOREACH a IN ARRAY acts LOOP
          last := NULL;
          detail := denial(a, me, members, is_open);
          IF detail IS NOT NULL THEN
            verdict := 'denied';
          ELSIF a.command = ANY (accepted || entered) THEN
            verdict := 'duplicate';
          ELSIF a.command = ANY (voided) THEN
            verdict := 'voided';
          ELSIF is_continued IS NOT TRUE THEN
            verdict := 'fork';
          ELSE
            judgement := judge_and_enter(a, me, p_scope, within);
            verdict := judgement.verdict;
            detail := judgement.detail;
          END IF;
          IF verdict = 'accepted' THEN
            entered := entered || a.command;
            ledger := ledger || (
              p_scope, a.command, 'accepted', head.seq + 1, head.seq + cardinality(a.events),
              me.login, now)::command;
            IF cardinality(a.texts) > 0 THEN
              text_heads := put_texts(a, me.organisation, text_heads);
            END IF;
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
        END LOOP;
        IF cardinality(entries) > 0 THEN
          INSERT INTO event SELECT * FROM unnest(entries);
          INSERT INTO command SELECT * FROM unnest(ledger);
          UPDATE scope s SET text_seq = t.seq, has_open = t.is_open
            FROM unnest(text_heads.scopes, text_heads.seqs, text_heads.has_open)
              AS t(scope, seq, is_open)
            WHERE s.scope = t.scope AND s.text_seq <> t.seq;
          UPDATE scope s SET seq = head.seq, chain = head.chain WHERE s.scope = p_scope;
        END IF;
      END
      $function$;
    END
    """#
}
