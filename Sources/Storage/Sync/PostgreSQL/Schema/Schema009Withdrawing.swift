extension ServerSchema {
  /// 009: what takes something away: an act that must not come in, texts that must go.
  static let withdrawing = #"""
    BEGIN
      -- Whether an act is out for good; false when the journal has it.
      CREATE FUNCTION habiter.void(p_command text, p_scope text) RETURNS boolean
      LANGUAGE plpgsql VOLATILE SECURITY DEFINER
      SET search_path = {path} SET lock_timeout = '5s' AS $function$
      DECLARE
        me habiter.person := me();
        known text;
      BEGIN
        PERFORM require_writing();
        IF may_write(me, p_scope, members_of(p_scope)) IS NOT TRUE THEN
          RAISE EXCEPTION 'scope.writing' USING ERRCODE = 'H0003';
        ELSIF (p_command ~ '{plain}') IS NOT TRUE THEN
          RAISE EXCEPTION 'call.form' USING ERRCODE = 'H0003';
        END IF;
        PERFORM lock_scopes(ARRAY[p_scope]);
        SELECT c.status INTO known FROM command c
          WHERE c.scope = p_scope AND c.command = p_command;
        IF known IS NULL THEN
          INSERT INTO command VALUES (p_scope, p_command, 'voided', NULL, NULL, me.login, clock());
        END IF;
        RETURN known IS DISTINCT FROM 'accepted';
      END
      $function$;

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

      -- Empties all texts of a subject for good, and those of it that may still come.
      CREATE FUNCTION habiter.erase(p_subject text) RETURNS void
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
    END
    """#
}
