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

      -- Empties all texts of a subject for good, and those of it that may still come.
      CREATE FUNCTION habiter.erase(p_subject text) RETURNS void
      LANGUAGE plpgsql VOLATILE SECURITY DEFINER
      SET search_path = {path} SET lock_timeout = '5s' AS $function$
      DECLARE
        me habiter.person := me();
        audiences text[];
        row habiter.vault;
        next bigint;
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
        FOR row IN SELECT * FROM vault v WHERE v.subject = p_subject AND v.value IS NOT NULL LOOP
          UPDATE scope s SET text_seq = text_seq + 1 WHERE s.scope = row.scope
            RETURNING text_seq INTO STRICT next;
          UPDATE vault v SET value = NULL, version = version + 1, seq = next
            WHERE v.subject = row.subject AND v.field = row.field;
        END LOOP;
      END
      $function$;
    END
    """#
}
