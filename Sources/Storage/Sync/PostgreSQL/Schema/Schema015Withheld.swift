extension ServerSchema {
  /// 015: in any aggregate an event may be withheld whole, under a kind that is its aggregate's,
  /// since the first word of a kind is that of its stream.
  static let withheld = #"""
    BEGIN
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
          IF (e.seal IS NOT DISTINCT FROM NULL
              OR f.kind IS DISTINCT FROM a.aggregate || '{withheldMark}')
            AND allows(f, a, p_members, me) IS NOT TRUE
          THEN
            RETURN 'kind';
          END IF;
          IF (e.seal).body IS NOT NULL THEN
            f := opened((e.seal).body);
            IF f.kind IS NULL THEN
              RETURN 'form';
            -- What erases is seen by whoever judges.
            ELSIF allows(f, a, p_members, me) IS NOT TRUE
              OR EXISTS (SELECT FROM event_kind k WHERE k.kind = f.kind AND k.erases)
            THEN
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

      -- Whether an act is written as the protocol asks, whoever sends it.
      CREATE OR REPLACE FUNCTION habiter.is_formed(a habiter.act, forms habiter.form[])
        RETURNS boolean
      LANGUAGE plpgsql IMMUTABLE SET search_path = {path} AS $function$
      DECLARE
        named text := coalesce(a.on_behalf_reason, '');
        f habiter.form;
        e habiter.sent_event;
        r habiter.sent_read;
        t habiter.sent_text;
        key text;
      BEGIN
        IF (a.command ~ '{plain}' AND a.stream ~ '{plain}' AND a.aggregate ~ '{plain}'
          AND (a.on_behalf IS NULL) = (a.on_behalf_reason IS NULL)
          AND coalesce(a.on_behalf_reason, 'a') ~ '{plain}'
          AND a.recorded_at BETWEEN 0 AND {lastMoment}
          AND a.version >= 0 AND a.is_open IS NOT NULL
          AND cardinality(a.events) BETWEEN 1 AND {mostEvents}
          AND cardinality(a.reads) <= {mostKeys}
          AND cardinality(a.take) + cardinality(a.give) <= {mostKeys}
          AND cardinality(a.texts) <= {mostTexts}) IS NOT TRUE
        THEN
          RETURN false;
        END IF;
        -- After the bounds: a moment without end has no day.
        IF a.occurred_on IS DISTINCT FROM paris_day(a.recorded_at) THEN
          RETURN false;
        END IF;
        FOREACH f IN ARRAY forms LOOP
          IF (starts_with(f.kind, a.aggregate || '.') AND f.payload !~ E'[\\x01-\\x1f\\x7f]'
            AND octet_length(f.payload) <= {longestEvent} AND is_object(f.payload)) IS NOT TRUE
          THEN
            RETURN false;
          END IF;
          named := named || ' ' || f.payload;
        END LOOP;
        FOREACH e IN ARRAY a.events LOOP
          IF (coalesce(octet_length((e.seal).body), 0) <= {longestEvent}
            -- What withholds an event says nothing of it.
            AND (e.kind <> a.aggregate || '{withheldMark}' OR e.payload = '{}')) IS NOT TRUE
          THEN
            RETURN false;
          END IF;
        END LOOP;
        FOREACH r IN ARRAY a.reads LOOP
          IF (r.stream ~ '{plain}' AND r.version >= 0) IS NOT TRUE THEN
            RETURN false;
          END IF;
        END LOOP;
        FOREACH key IN ARRAY a.take || a.give LOOP
          IF (octet_length(key) BETWEEN 1 AND {longestKey} AND key !~ E'[\\x01-\\x1f\\x7f]')
            IS NOT TRUE
          THEN
            RETURN false;
          END IF;
        END LOOP;
        -- Each text is named by the act, once.
        FOREACH t IN ARRAY a.texts LOOP
          IF (t.subject ~ '{plain}' AND t.field ~ '{plain}' AND t.version > 0
            AND octet_length(t.value) <= {longestText} AND t.closed IS NOT NULL
            AND strpos(named, t.subject) > 0) IS NOT TRUE
          THEN
            RETURN false;
          END IF;
        END LOOP;
        RETURN cardinality(a.texts) < 2 OR cardinality(a.texts)
          = (SELECT count(DISTINCT (x.subject, x.field)) FROM unnest(a.texts) x);
      END
      $function$;
    END
    """#
}
