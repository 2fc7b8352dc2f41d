extension ServerSchema {
  /// 006: acts as they are sent, and what can be said of one before the journal is looked at: the
  /// rules of `SubmissionRules` and `SubmissionForm`, in their order.
  ///
  /// Whatever a client sends may be NULL: a rule is kept when it IS TRUE, broken otherwise.
  static let form = #"""
    BEGIN
      CREATE TYPE habiter.sent_seal AS (readers text, closed boolean, digest text, body text);
      CREATE TYPE habiter.sent_event AS (
        kind text, schema bigint, payload text, seal habiter.sent_seal);
      CREATE TYPE habiter.sent_read AS (stream text, version bigint);
      CREATE TYPE habiter.sent_text AS (
        scope text, closed boolean, subject text, field text, value text, version bigint);
      CREATE TYPE habiter.act AS (
        command text, stream text, aggregate text, version bigint, reads habiter.sent_read[],
        operator text, organisation text, role text, on_behalf text, on_behalf_reason text,
        occurred_on bigint, recorded_at bigint, events habiter.sent_event[], take text[],
        give text[], is_open boolean, texts habiter.sent_text[]);
      -- What an event says, in the form that all read or in the one that is sealed.
      CREATE TYPE habiter.form AS (kind text, schema numeric, payload text);

      -- The civil day in Paris, as `ParisTime` computes it.
      CREATE FUNCTION habiter.paris_day(p_moment bigint) RETURNS bigint
      LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = {path} AS $function$
      DECLARE
        year int := extract(year FROM to_timestamp(p_moment) AT TIME ZONE 'UTC');
        march date := make_date(year, 3, 31);
        october date := make_date(year, 10, 31);
        first bigint := (march - extract(isodow FROM march)::int % 7 - date '1970-01-01')
          * 86400::bigint + 3600;
        last bigint := (october - extract(isodow FROM october)::int % 7 - date '1970-01-01')
          * 86400::bigint + 3600;
      BEGIN
        RETURN (p_moment + CASE WHEN p_moment >= first AND p_moment < last THEN 7200 ELSE 3600 END)
          / 86400;
      END
      $function$;

      CREATE FUNCTION habiter.is_object(p_text text) RETURNS boolean
      LANGUAGE plpgsql IMMUTABLE SET search_path = {path} AS $function$
      BEGIN
        RETURN json_typeof(p_text::json) = 'object';
      EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
        RETURN false;
      END
      $function$;

      -- The event inside a seal's body, NULL when it is none.
      CREATE FUNCTION habiter.opened(p_body text) RETURNS habiter.form
      LANGUAGE plpgsql IMMUTABLE SET search_path = {path} AS $function$
      DECLARE
        body jsonb;
        event jsonb;
        schema numeric;
      BEGIN
        body := p_body;
        event := body -> 'event';
        IF (jsonb_typeof(body -> 'salt') = 'string' AND jsonb_typeof(event -> 'kind') = 'string'
          AND jsonb_typeof(event -> 'payload') = 'string'
          AND jsonb_typeof(event -> 'schema') = 'number') IS NOT TRUE
        THEN
          RETURN NULL;
        END IF;
        schema := event ->> 'schema';
        IF schema <> trunc(schema) OR abs(schema) > 9223372036854775807 THEN
          RETURN NULL;
        END IF;
        RETURN (event ->> 'kind', schema, event ->> 'payload')::form;
      EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
        RETURN NULL;
      END
      $function$;

      -- Whether the act's role brings such an event about.
      CREATE FUNCTION habiter.allows(f habiter.form, a habiter.act, p_members text[])
      RETURNS boolean
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      DECLARE
        k habiter.event_kind;
      BEGIN
        SELECT * INTO k FROM event_kind e WHERE e.kind = f.kind;
        IF NOT FOUND OR (f.schema BETWEEN 1 AND k.schema) IS NOT TRUE THEN
          RETURN false;
        END IF;
        IF a.on_behalf IS NOT NULL THEN
          RETURN a.role = ANY (k.on_behalf) AND a.on_behalf = ANY (p_members);
        END IF;
        RETURN a.role = ANY (k.anywhere)
          OR a.role = ANY (k.as_member) AND a.organisation = ANY (p_members);
      END
      $function$;

      -- Whether somebody may write to an audience, under its one right name.
      CREATE FUNCTION habiter.may_write(me habiter.person, p_scope text, p_members text[])
      RETURNS boolean
      LANGUAGE plpgsql IMMUTABLE SET search_path = {path} AS $function$
      BEGIN
        RETURN octet_length(p_scope) <= {longestScope} AND cardinality(p_members) > 0
          AND p_scope = array_to_string(p_members, '+')
          AND NOT EXISTS (
            SELECT FROM unnest(p_members) m WHERE (m ~ '{plain}') IS NOT TRUE)
          AND may_read(me, p_members);
      END
      $function$;

      -- Whether an audience is made of some of these organisations.
      CREATE FUNCTION habiter.is_within(p_readers text, p_organisations text[]) RETURNS boolean
      LANGUAGE plpgsql IMMUTABLE SET search_path = {path} AS $function$
      DECLARE
        members text[] := members_of(p_readers);
      BEGIN
        RETURN cardinality(members) > 0 AND p_readers = array_to_string(members, '+')
          AND members <@ p_organisations;
      END
      $function$;

      -- Why an act may not be, NULL when nothing speaks against it so far.
      CREATE FUNCTION habiter.denial(
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
          END IF;
          IF (e.seal).body IS NOT NULL THEN
            f := opened((e.seal).body);
            IF f.kind IS NULL THEN
              RETURN 'form';
            ELSIF allows(f, a, p_members) IS NOT TRUE THEN
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
      CREATE FUNCTION habiter.is_formed(a habiter.act, forms habiter.form[]) RETURNS boolean
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
            AND (e.kind <> '{withheld}' OR e.payload = '{}')) IS NOT TRUE
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
