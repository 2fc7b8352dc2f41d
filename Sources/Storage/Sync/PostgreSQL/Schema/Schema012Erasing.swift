extension ServerSchema {
  /// 012: the act that erases the personal data of a stream (`domaine.md` §5.9): what it takes goes
  /// in the transaction that enters it, and nothing is added to the stream afterwards.
  static let erasing = "BEGIN\n" + erasingTables + erasingJudgement + erasingAppend + "\nEND"

  /// Where each text came in, so that what an erasure takes is known without reading what events
  /// say; for the texts that are there, what events say is read once.
  private static let erasingTables = #"""
      ALTER TABLE habiter.stream ADD COLUMN erased boolean NOT NULL DEFAULT false;
      ALTER TABLE habiter.vault ADD COLUMN stream text COLLATE "C";
      WITH forms AS (
        SELECT e.stream, e.payload::jsonb AS form FROM habiter.event e
        UNION ALL
        SELECT e.stream, (e.seal_body::jsonb #>> '{event,payload}')::jsonb FROM habiter.event e
          WHERE e.seal_body IS NOT NULL
      ), named AS (
        SELECT f.stream, v #>> '{}' AS subject FROM forms f,
          jsonb_path_query(f.form, 'lax $.** ? (@.type() == "string")') v
        UNION ALL
        SELECT e.stream, e.on_behalf_reason FROM habiter.event e
          WHERE e.on_behalf_reason IS NOT NULL
      )
      UPDATE habiter.vault v SET stream = n.stream FROM named n WHERE n.subject = v.subject;
      -- A text comes in with an act that names it; one that none names is beyond any erasure.
      UPDATE habiter.vault SET stream = '' WHERE stream IS NULL;
      ALTER TABLE habiter.vault ALTER COLUMN stream SET NOT NULL;
      CREATE INDEX vault_stream ON habiter.vault(stream);

      -- No event changes, but that what the seals of an erased stream hold is taken.
      GRANT UPDATE (seal_body) ON habiter.event TO {writers};
      CREATE POLICY erasing ON habiter.event FOR UPDATE TO {writers}
        USING (EXISTS (SELECT FROM habiter.stream s WHERE s.stream = event.stream AND s.erased))
        WITH CHECK (seal_body IS NULL);

    """#
}
