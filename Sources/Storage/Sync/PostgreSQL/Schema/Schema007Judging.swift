extension ServerSchema {
  /// 007: what only the journal can tell of an act: streams, keys and texts; and how an act is
  /// entered.
  static let judging = #"""
    BEGIN
      -- What an act changes in the keys of its stream (`ClaimChange`).
      CREATE TYPE habiter.claim_plan AS ("drop" text[], take text[], rest text[]);

      -- Whether the streams are where the act was decided, and the login's to read: 'stream' when
      -- they are not its affair, 'behind' when one has moved.
      CREATE FUNCTION habiter.stream_fault(a habiter.act, p_scope text, me habiter.person)
      RETURNS text
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      DECLARE
        s habiter.stream;
        r habiter.sent_read;
        is_behind boolean;
      BEGIN
        SELECT * INTO s FROM stream t WHERE t.stream = a.stream;
        IF FOUND AND (s.scope <> p_scope OR s.aggregate <> a.aggregate) THEN
          RETURN 'stream';
        END IF;
        is_behind := coalesce(s.version, 0) <> a.version;
        FOREACH r IN ARRAY a.reads LOOP
          SELECT * INTO s FROM stream t WHERE t.stream = r.stream;
          IF FOUND AND may_read(me, members_of(s.scope)) IS NOT TRUE THEN
            RETURN 'stream';
          END IF;
          is_behind := is_behind OR coalesce(s.version, 0) <> r.version;
        END LOOP;
        RETURN CASE WHEN is_behind THEN 'behind' END;
      END
      $function$;

      -- Whether all that the seals name may read the audience, and whether their bodies are the
      -- ones that the chain will cover.
      CREATE FUNCTION habiter.are_seals_right(a habiter.act, p_within text[]) RETURNS boolean
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      DECLARE
        e habiter.sent_event;
      BEGIN
        FOREACH e IN ARRAY a.events LOOP
          CONTINUE WHEN e.seal IS NOT DISTINCT FROM NULL;
          IF ((e.seal).closed IS NOT NULL AND is_within((e.seal).readers, p_within)
            AND encode(sha256(convert_to((e.seal).body, 'UTF8')), 'hex') = (e.seal).digest)
            IS NOT TRUE
          THEN
            RETURN false;
          END IF;
        END LOOP;
        RETURN true;
      END
      $function$;

      -- Nothing to do for most acts: the stream is open, holds all its keys, and takes no other.
      CREATE FUNCTION habiter.plan_claims(a habiter.act) RETURNS habiter.claim_plan
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      BEGIN
        IF a.is_open AND cardinality(a.take) + cardinality(a.give) = 0
          AND NOT EXISTS (SELECT FROM claim c WHERE c.stream = a.stream AND NOT c.held)
        THEN
          RETURN NULL;
        END IF;
        RETURN (
          SELECT (
            array_agg(key) FILTER (WHERE is_known AND NOT is_kept),
            array_agg(key ORDER BY key) FILTER (WHERE is_kept AND is_wanted AND NOT is_held),
            array_agg(key) FILTER (WHERE is_kept AND NOT is_wanted AND (is_held OR NOT is_known))
          )::claim_plan
          FROM (
            SELECT all_keys.key, c.key IS NOT NULL AS is_known, coalesce(c.held, false) AS is_held,
              c.key IS NULL OR c.key <> ALL (a.give) OR c.key = ANY (a.take) AS is_kept,
              a.is_open OR starts_with(all_keys.key, '{lasting}') AS is_wanted
            FROM (
              SELECT t.key COLLATE "C" FROM unnest(a.take) AS t(key)
              UNION SELECT c.key FROM claim c WHERE c.stream = a.stream
            ) AS all_keys(key)
            LEFT JOIN claim c ON c.key = all_keys.key AND c.stream = a.stream
          ) AS keys);
      END
      $function$;

      -- The first key of a plan that another stream holds.
      CREATE FUNCTION habiter.taken_key(p habiter.claim_plan, p_stream text) RETURNS text
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      BEGIN
        IF p.take IS NULL THEN
          RETURN NULL;
        END IF;
        RETURN (
          SELECT c.key FROM claim c
          WHERE c.key = ANY (p.take) AND c.held AND c.stream <> p_stream
          ORDER BY c.key LIMIT 1);
      END
      $function$;

      -- Whether the texts are for readers that the act allows and the organisation's to write: new
      -- ones, or the next versions of its own.
      CREATE FUNCTION habiter.are_texts_right(a habiter.act, me habiter.person, p_within text[])
      RETURNS boolean
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      DECLARE
        t habiter.sent_text;
        v habiter.vault;
      BEGIN
        FOREACH t IN ARRAY a.texts LOOP
          IF is_within(t.scope, p_within) IS NOT TRUE OR EXISTS (
            SELECT FROM vault o WHERE o.subject = t.subject AND o.author <> me.organisation)
          THEN
            RETURN false;
          END IF;
          SELECT * INTO v FROM vault o WHERE o.subject = t.subject AND o.field = t.field;
          IF (CASE
            WHEN NOT FOUND THEN t.version = 1
            WHEN v.scope <> t.scope OR v.closed <> t.closed THEN false
            -- What was erased stays so, and the act that names it stands.
            WHEN v.value IS NULL THEN true
            ELSE t.version = v.version + 1 OR t.version = v.version AND t.value = v.value
          END) IS NOT TRUE
          THEN
            RETURN false;
          END IF;
        END LOOP;
        RETURN true;
      END
      $function$;

      -- Makes audiences known, each named once, in order, and keeps others from writing there until
      -- the end of the transaction.
      CREATE FUNCTION habiter.lock_scopes(p_scopes text[]) RETURNS void
      LANGUAGE plpgsql VOLATILE SET search_path = {path} AS $function$
      BEGIN
        IF (SELECT count(*) FROM scope s WHERE s.scope = ANY (p_scopes)) < cardinality(p_scopes)
        THEN
          INSERT INTO scope(scope, members, chain)
            SELECT n, members_of(n), chain_start(n) FROM unnest(p_scopes) n
            WHERE NOT EXISTS (SELECT FROM scope s WHERE s.scope = n)
            ORDER BY n COLLATE "C"
            ON CONFLICT DO NOTHING;
        END IF;
        PERFORM FROM scope s WHERE s.scope = ANY (p_scopes) ORDER BY s.scope FOR NO KEY UPDATE;
      END
      $function$;

      -- Where the texts of some audiences stand, while a batch is entered.
      CREATE TYPE habiter.text_heads AS (scopes text[], seqs bigint[], has_open boolean[]);

      -- Writes texts that are right; those of a subject that was erased come in empty.
      CREATE FUNCTION habiter.put_texts(
        a habiter.act, p_author text, h habiter.text_heads) RETURNS habiter.text_heads
      LANGUAGE plpgsql VOLATILE SET search_path = {path} AS $function$
      DECLARE
        t habiter.sent_text;
        known habiter.vault;
        is_erased boolean;
        i int;
      BEGIN
        FOREACH t IN ARRAY a.texts LOOP
          SELECT * INTO known FROM vault v WHERE v.subject = t.subject AND v.field = t.field;
          CONTINUE WHEN FOUND AND (known.value IS NULL OR known.version = t.version);
          is_erased := EXISTS (SELECT FROM erasure e WHERE e.subject = t.subject);
          i := array_position(h.scopes, t.scope);
          h.seqs[i] := h.seqs[i] + 1;
          h.has_open[i] := h.has_open[i] OR NOT t.closed;
          IF known.subject IS NOT NULL THEN
            UPDATE vault v SET value = t.value, version = t.version, seq = h.seqs[i]
              WHERE v.subject = t.subject AND v.field = t.field;
            CONTINUE;
          END IF;
          INSERT INTO vault(scope, subject, field, value, version, closed, seq, author)
            VALUES (
              t.scope, t.subject, t.field, CASE WHEN NOT is_erased THEN t.value END,
              -- A later version, so that the sender takes the empty one in too.
              t.version + is_erased::int, t.closed, h.seqs[i], p_author)
            ON CONFLICT DO NOTHING;
          IF NOT FOUND THEN
            -- Somebody else has just written it, which is to be judged anew.
            RAISE EXCEPTION 'call.again' USING ERRCODE = '40001';
          END IF;
        END LOOP;
        RETURN h;
      END
      $function$;

      -- Enters what an act changes in its stream and its keys.
      CREATE FUNCTION habiter.enter(a habiter.act, p habiter.claim_plan, p_scope text) RETURNS void
      LANGUAGE plpgsql VOLATILE SET search_path = {path} AS $function$
      BEGIN
        IF a.version = 0 THEN
          INSERT INTO stream(stream, scope, aggregate, version)
            VALUES (a.stream, p_scope, a.aggregate, cardinality(a.events));
        ELSE
          UPDATE stream s SET version = a.version + cardinality(a.events)
            WHERE s.stream = a.stream;
        END IF;
        IF p.drop IS NOT NULL THEN
          DELETE FROM claim c WHERE c.stream = a.stream AND c.key = ANY (p.drop);
        END IF;
        IF p.take IS NOT NULL OR p.rest IS NOT NULL THEN
          INSERT INTO claim(key, stream, held)
            SELECT key, a.stream, false FROM unnest(p.rest) AS t(key)
            UNION ALL SELECT key, a.stream, true FROM unnest(p.take) AS t(key)
            ON CONFLICT (key, stream) DO UPDATE SET held = excluded.held;
        END IF;
      END
      $function$;

      -- Judges an act on the journal, and enters it when it may be, but for its texts and what the
      -- batch enters together.
      CREATE TYPE habiter.judgement AS (verdict text, detail text);
      CREATE FUNCTION habiter.judge_and_enter(
        a habiter.act, me habiter.person, p_scope text, p_within text[])
      RETURNS habiter.judgement
      LANGUAGE plpgsql VOLATILE SET search_path = {path} AS $function$
      DECLARE
        fault text;
        plan habiter.claim_plan;
      BEGIN
        FOR attempt IN 1..5 LOOP
          fault := stream_fault(a, p_scope, me);
          IF fault = 'stream' THEN
            RETURN ('denied', 'stream')::judgement;
          ELSIF fault = 'behind' THEN
            RETURN ('behind', NULL)::judgement;
          ELSIF are_seals_right(a, p_within) IS NOT TRUE THEN
            RETURN ('denied', 'form')::judgement;
          END IF;
          plan := plan_claims(a);
          fault := taken_key(plan, a.stream);
          IF fault IS NOT NULL THEN
            RETURN ('claimed', fault)::judgement;
          ELSIF are_texts_right(a, me, p_within) IS NOT TRUE THEN
            RETURN ('denied', 'text')::judgement;
          END IF;
          IF a.version > 0 AND plan.take IS NULL THEN
            PERFORM enter(a, plan, p_scope);
            RETURN ('accepted', NULL)::judgement;
          END IF;
          BEGIN
            PERFORM enter(a, plan, p_scope);
            RETURN ('accepted', NULL)::judgement;
          EXCEPTION WHEN unique_violation THEN
            -- An act of another audience has just taken the stream or a key: now it is seen.
            CONTINUE;
          END;
        END LOOP;
        RAISE EXCEPTION 'call.again' USING ERRCODE = '40001';
      END
      $function$;
    END
    """#
}
