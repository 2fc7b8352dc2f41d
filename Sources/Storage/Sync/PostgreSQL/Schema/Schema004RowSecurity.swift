extension ServerSchema {
  /// 004: row security, on every table and for its owner too. The functions are owned by others, so
  /// that it holds inside them: {readers} never sees a row that is not the login's to read,
  /// whatever a function forgets; {writers} neither reads nor writes another audience's journal,
  /// and changes no event at all.
  ///
  /// What is asked once for a statement stands in a sub-select; a function for each row would cost
  /// a thousand times as much.
  static let rowSecurity = #"""
    DECLARE
      name text;
    BEGIN
      FOREACH name IN ARRAY ARRAY[
        'meta', 'organisation', 'account', 'scope', 'stream', 'event', 'command', 'claim', 'vault',
        'erasure', 'event_kind', 'role_right', 'account_right']
      LOOP
        EXECUTE format('ALTER TABLE habiter.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE habiter.%I FORCE ROW LEVEL SECURITY', name);
      END LOOP;

      GRANT SELECT ON habiter.meta, habiter.organisation, habiter.account, habiter.scope,
        habiter.event, habiter.vault, habiter.account_right TO {readers};
      GRANT SELECT ON ALL TABLES IN SCHEMA habiter TO {writers};
      GRANT INSERT ON habiter.event, habiter.command TO {writers};
      GRANT INSERT, UPDATE ON habiter.organisation, habiter.account, habiter.scope, habiter.stream,
        habiter.vault TO {writers};
      GRANT INSERT, UPDATE, DELETE ON habiter.claim TO {writers};
      GRANT INSERT ON habiter.erasure TO {writers};
      GRANT UPDATE ON habiter.meta TO {writers};

      -- What the login reads.
      CREATE POLICY reading ON habiter.scope FOR SELECT TO {readers}
        USING ((SELECT habiter.reads_all()) OR scope = ANY ((SELECT habiter.my_scopes())::text[]));
      CREATE POLICY reading ON habiter.event FOR SELECT TO {readers}
        USING ((SELECT habiter.reads_all()) OR scope = ANY ((SELECT habiter.my_scopes())::text[]));
      -- A text is its readers', and a NUR asks for the right to see one.
      CREATE POLICY reading ON habiter.vault FOR SELECT TO {readers} USING (
        (scope = ANY ((SELECT habiter.my_scopes())::text[])
          OR NOT closed AND (SELECT habiter.opens_all()))
        AND (field <> 'nur' OR (SELECT habiter.reads_nur('all'))
          OR (SELECT habiter.reads_nur('own'))
            AND scope = ANY ((SELECT habiter.my_scopes())::text[])));
      -- Everybody with an account sees who is who.
      CREATE POLICY reading ON habiter.organisation FOR SELECT TO {readers}
        USING ((SELECT login FROM habiter.me()) IS NOT NULL);
      CREATE POLICY reading ON habiter.account FOR SELECT TO {readers}
        USING ((SELECT login FROM habiter.me()) IS NOT NULL);
      CREATE POLICY reading ON habiter.account_right FOR SELECT TO {readers}
        USING ((SELECT login FROM habiter.me()) IS NOT NULL);
      CREATE POLICY reading ON habiter.meta FOR SELECT TO {readers} USING (
        key IN ('least_protocol', 'directory', 'schema')
        OR key = 'nur_key' AND (SELECT habiter.reads_nur('own')));

      -- What its acts touch.
      CREATE POLICY reading_journal ON habiter.event FOR SELECT TO {writers}
        USING ((SELECT habiter.reads_all()) OR scope = ANY ((SELECT habiter.my_scopes())::text[]));
      CREATE POLICY writing ON habiter.event FOR INSERT TO {writers} WITH CHECK (
        (SELECT habiter.reads_all()) OR scope = ANY ((SELECT habiter.my_scopes())::text[]));
      CREATE POLICY reading_journal ON habiter.command FOR SELECT TO {writers}
        USING ((SELECT habiter.reads_all()) OR scope = ANY ((SELECT habiter.my_scopes())::text[]));
      CREATE POLICY writing ON habiter.command FOR INSERT TO {writers} WITH CHECK (
        (SELECT habiter.reads_all()) OR scope = ANY ((SELECT habiter.my_scopes())::text[]));

      -- What must be judged beyond what the login reads: whose stream, key or text it is.
      CREATE POLICY writing ON habiter.organisation TO {writers} USING (true);
      CREATE POLICY writing ON habiter.account TO {writers} USING (true);
      CREATE POLICY writing ON habiter.scope TO {writers} USING (true);
      CREATE POLICY writing ON habiter.stream TO {writers} USING (true);
      CREATE POLICY writing ON habiter.claim TO {writers} USING (true);
      CREATE POLICY writing ON habiter.vault TO {writers} USING (true);
      CREATE POLICY writing ON habiter.erasure TO {writers} USING (true);
      CREATE POLICY judging ON habiter.event_kind FOR SELECT TO {writers} USING (true);
      CREATE POLICY judging ON habiter.role_right FOR SELECT TO {writers} USING (true);
      CREATE POLICY judging ON habiter.account_right FOR SELECT TO {writers} USING (true);
      CREATE POLICY judging ON habiter.meta FOR SELECT TO {writers} USING (key <> 'nur_key');
      CREATE POLICY writing ON habiter.meta FOR UPDATE TO {writers} USING (key = 'directory');
    END
    """#
}
