extension ServerSchema {
  /// 014, what erases since: any kind of the table that says so.
  static let partErasing = #"""
      -- Whether the act erases the personal data of its stream.
      CREATE OR REPLACE FUNCTION habiter.erases(a habiter.act) RETURNS boolean
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      BEGIN
        RETURN EXISTS (
          SELECT FROM unnest(a.events) e JOIN event_kind k ON k.kind = e.kind WHERE k.erases);
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
          CONTINUE WHEN erases(a) IS NOT TRUE OR may_erase(me, members_of(p_scope)) IS NOT TRUE;
          FOR other IN SELECT DISTINCT v.scope FROM vault v JOIN stream s ON s.stream = v.stream
            WHERE v.stream = a.stream AND s.scope = p_scope
          LOOP
            IF other <> ALL (scopes) THEN
              scopes := scopes || other;
            END IF;
          END LOOP;
        END LOOP;
        RETURN scopes;
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
        IF (p_subject ~ '{plain}' AND (me.erases_all OR audiences <> '{}' AND NOT EXISTS (
          SELECT FROM unnest(audiences) s WHERE may_erase(me, members_of(s)) IS NOT TRUE)))
          IS NOT TRUE
        THEN
          RAISE EXCEPTION 'subject.erasing' USING ERRCODE = 'H0003';
        END IF;
        PERFORM lock_scopes(audiences);
        INSERT INTO erasure VALUES (p_subject, clock(), me.login) ON CONFLICT DO NOTHING;
        PERFORM empty_text(v) FROM vault v WHERE v.subject = p_subject AND v.value IS NOT NULL;
      END
      $function$;

      -- No organisation is named as a part of one is.
      CREATE OR REPLACE FUNCTION habiter.put_organisation(
        p_id text, p_name text, p_kind text, p_siret text, p_member boolean) RETURNS void
      LANGUAGE plpgsql VOLATILE SECURITY DEFINER
      SET search_path = {path} SET lock_timeout = '5s' AS $function$
      BEGIN
        PERFORM require_writing();
        IF (me()).organisations IS NOT TRUE THEN
          RAISE EXCEPTION 'organisation.rights' USING ERRCODE = 'H0003';
        ELSIF (p_id ~ '{plain}' AND strpos(p_id, '{mark}') = 0 AND is_name(p_name)
          AND p_member IS NOT NULL
          AND coalesce(p_siret, '00000000000000') ~ '^[0-9]{14}$'
          AND EXISTS (SELECT FROM role_right r WHERE r.organisation_kind = p_kind)) IS NOT TRUE
        THEN
          RAISE EXCEPTION 'organisation.form' USING ERRCODE = 'H0003';
        END IF;
        PERFORM note_directory();
        IF EXISTS (SELECT FROM organisation o WHERE o.id = p_id AND o.kind <> p_kind) THEN
          RAISE EXCEPTION 'organisation.kind' USING ERRCODE = 'H0003';
        END IF;
        INSERT INTO organisation AS o(id, name, siret, kind, member)
          VALUES (p_id, p_name, p_siret, p_kind, p_member)
          ON CONFLICT (id) DO UPDATE
            SET name = excluded.name, siret = excluded.siret, member = excluded.member;
      END
      $function$;

    """#
}
