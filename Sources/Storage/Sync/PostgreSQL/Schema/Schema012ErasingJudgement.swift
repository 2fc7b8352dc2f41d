extension ServerSchema {
  /// 012, how acts are judged since.
  static let erasingJudgement = #"""
      -- Whether the act erases the personal data of its stream.
      CREATE FUNCTION habiter.erases(a habiter.act) RETURNS boolean
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      BEGIN
        RETURN EXISTS (SELECT FROM unnest(a.events) e WHERE e.kind = '{erasing}');
      END
      $function$;

      -- Why an act may not be, NULL when nothing speaks against it so far.
      CREATE OR REPLACE FUNCTION habiter.denial(
        a habiter.act, me habiter.person, p_members text[], p_may_write boolean) RETURNS text
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      DECLARE
        e habiter.sent_event;
        f habiter.form;
        forms habiter.form[] := '{}';
      BEGIN
        IF a.operator IS DISTINCT FROM me.operator
          OR a.organisation IS DISTINCT FROM me.organisation
        THEN
          RETURN 'author';
        END IF;
        IF (a.role = ANY (me.roles)) IS NOT TRUE THEN
          RETURN 'role';
        END IF;
        FOREACH e IN ARRAY coalesce(a.events, '{}') LOOP
          f := (e.kind, e.schema, e.payload)::form;
          forms := forms || f;
          IF (e.seal IS NOT DISTINCT FROM NULL OR f.kind IS DISTINCT FROM '{withheld}')
            AND allows(f, a, p_members) IS NOT TRUE
          THEN
            RETURN 'kind';
          ELSIF f.kind = '{erasing}' AND (me.erases_all
            OR me.erases_own AND p_members = ARRAY[me.organisation]) IS NOT TRUE
          THEN
            RETURN 'kind';
          END IF;
          IF (e.seal).body IS NOT NULL THEN
            f := opened((e.seal).body);
            IF f.kind IS NULL THEN
              RETURN 'form';
            -- What erases is seen by whoever judges.
            ELSIF allows(f, a, p_members) IS NOT TRUE OR f.kind = '{erasing}' THEN
              RETURN 'kind';
            END IF;
            forms := forms || f;
          END IF;
        END LOOP;
        IF is_formed(a, forms) IS NOT TRUE THEN
          RETURN 'form';
        END IF;
        RETURN CASE WHEN p_may_write IS NOT TRUE THEN 'scope' END;
      END
      $function$;

      -- Whether the streams are where the act was decided, and the login's to read: 'stream' when
      -- they are not its affair, 'behind' when one has moved.
      CREATE OR REPLACE FUNCTION habiter.stream_fault(
        a habiter.act, p_scope text, me habiter.person)
      RETURNS text
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      DECLARE
        s habiter.stream;
        r habiter.sent_read;
        is_behind boolean;
        is_erased boolean;
      BEGIN
        SELECT * INTO s FROM stream t WHERE t.stream = a.stream;
        IF FOUND AND (s.scope <> p_scope OR s.aggregate <> a.aggregate) THEN
          RETURN 'stream';
        END IF;
        is_erased := coalesce(s.erased, false);
        is_behind := coalesce(s.version, 0) <> a.version;
        FOREACH r IN ARRAY a.reads LOOP
          SELECT * INTO s FROM stream t WHERE t.stream = r.stream;
          IF FOUND AND may_read(me, members_of(s.scope)) IS NOT TRUE THEN
            RETURN 'stream';
          END IF;
          is_behind := is_behind OR coalesce(s.version, 0) <> r.version;
        END LOOP;
        -- Whoever knows that the stream was erased knows that nothing is added to it.
        RETURN CASE WHEN is_behind THEN 'behind' WHEN is_erased THEN 'stream' END;
      END
      $function$;

      -- Writes texts that are right; those of a subject that was erased come in empty.
      CREATE OR REPLACE FUNCTION habiter.put_texts(
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
          INSERT INTO vault(scope, subject, field, value, version, closed, seq, author, stream)
            VALUES (
              t.scope, t.subject, t.field, CASE WHEN NOT is_erased THEN t.value END,
              -- A later version, so that the sender takes the empty one in too.
              t.version + is_erased::int, t.closed, h.seqs[i], p_author,
              a.stream)
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
      CREATE OR REPLACE FUNCTION habiter.enter(a habiter.act, p habiter.claim_plan, p_scope text)
        RETURNS void
      LANGUAGE plpgsql VOLATILE SET search_path = {path} AS $function$
      BEGIN
        IF a.version = 0 THEN
          INSERT INTO stream(stream, scope, aggregate, version, erased)
            VALUES (a.stream, p_scope, a.aggregate, cardinality(a.events), erases(a));
        ELSE
          UPDATE stream s SET version = a.version + cardinality(a.events), erased = erases(a)
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

    """#
}
