extension ServerSchema {
  /// 012, how acts are entered since, and what empties.
  static let erasingAppend = #"""
      -- Empties a text, under the next position of its audience.
      CREATE FUNCTION habiter.empty_text(p_text habiter.vault) RETURNS void
      LANGUAGE plpgsql VOLATILE SET search_path = {path} AS $function$
      DECLARE
        next bigint;
      BEGIN
        UPDATE scope s SET text_seq = text_seq + 1 WHERE s.scope = p_text.scope
          RETURNING text_seq INTO STRICT next;
        UPDATE vault v SET value = NULL, version = version + 1, seq = next
          WHERE v.subject = p_text.subject AND v.field = p_text.field;
      END
      $function$;

      -- Empties all that a stream holds of people: its texts, what its seals hold, the hashes of
      -- its NUR. It is marked as erased already.
      CREATE FUNCTION habiter.erase_stream(p_stream text) RETURNS void
      LANGUAGE plpgsql VOLATILE SET search_path = {path} AS $function$
      BEGIN
        PERFORM empty_text(v) FROM vault v WHERE v.stream = p_stream AND v.value IS NOT NULL;
        UPDATE event e SET seal_body = NULL
          WHERE e.stream = p_stream AND e.seal_body IS NOT NULL;
        DELETE FROM claim c
          WHERE c.stream = p_stream AND NOT c.held AND starts_with(c.key, '{nurClaim}');
      END
      $function$;

      -- The audiences that a batch writes to or decides on, its own first.
      CREATE OR REPLACE FUNCTION habiter.touched_scopes(
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
          -- Those of the texts that it empties.
          CONTINUE WHEN erases(a) IS NOT TRUE;
          FOR other IN SELECT DISTINCT v.scope FROM vault v JOIN stream s ON s.stream = v.stream
            WHERE v.stream = a.stream AND s.scope = p_scope
              AND (me.erases_all OR me.erases_own AND p_scope = me.organisation)
          LOOP
            IF other <> ALL (scopes) THEN
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
      CREATE OR REPLACE FUNCTION habiter.append(
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
        erased text[] := '{}';
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
          IF EXISTS (SELECT FROM unnest(acts) t WHERE erases(t)) THEN
            PERFORM pg_advisory_xact_lock({erasureLock});
          ELSIF EXISTS (SELECT FROM unnest(acts) t WHERE cardinality(t.texts) > 0) THEN
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
            IF erases(a) THEN
              erased := erased || a.stream;
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
          PERFORM erase_stream(t.stream) FROM unnest(erased) AS t(stream);
        END IF;
      END
      $function$;

      -- Empties all texts of a subject for good, and those of it that may still come.
      CREATE OR REPLACE FUNCTION habiter.erase(p_subject text) RETURNS void
      LANGUAGE plpgsql VOLATILE SECURITY DEFINER
      SET search_path = {path} SET lock_timeout = '5s' AS $function$
      DECLARE
        me habiter.person := me();
        audiences text[];
      BEGIN
        PERFORM require_writing();
        -- No batch brings a text while its subject is erased.
        PERFORM pg_advisory_xact_lock({erasureLock});
        audiences := ARRAY(SELECT DISTINCT v.scope FROM vault v WHERE v.subject = p_subject);
        IF (p_subject ~ '{plain}' AND (me.erases_all OR me.erases_own AND audiences <> '{}'
          AND audiences <@ ARRAY[me.organisation])) IS NOT TRUE
        THEN
          RAISE EXCEPTION 'subject.erasing' USING ERRCODE = 'H0003';
        END IF;
        PERFORM lock_scopes(audiences);
        INSERT INTO erasure VALUES (p_subject, clock(), me.login) ON CONFLICT DO NOTHING;
        PERFORM empty_text(v) FROM vault v WHERE v.subject = p_subject AND v.value IS NOT NULL;
      END
      $function$;

    """#
}
