extension ServerSchema {
  /// 011: which base this is stays the same on a promoted standby and in a restored copy, so that
  /// its desks go on; which of its courses it is (`Welcome.timeline`) does not.
  static let timeline = #"""
    BEGIN
      CREATE OR REPLACE FUNCTION habiter.epoch() RETURNS text
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      BEGIN
        RETURN (SELECT m.value FROM meta m WHERE m.key = 'epoch');
      END
      $function$;

      -- Another one on a promoted standby (the server's timeline) and in a restored copy (its
      -- cluster).
      CREATE FUNCTION habiter.timeline() RETURNS text
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      BEGIN
        RETURN format('%s-%s', (pg_control_system()).system_identifier,
          CASE WHEN pg_is_in_recovery() THEN 'standby'
            ELSE substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END);
      END
      $function$;

      DROP FUNCTION habiter.hello();
      CREATE FUNCTION habiter.hello() RETURNS TABLE(
        epoch text, timeline text, clock bigint, operator text, name text, organisation text,
        roles text[], least_protocol bigint, nur_key text, directory bigint, schema bigint)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {path} AS $function$
      #variable_conflict use_column
      DECLARE
        me habiter.person := me();
      BEGIN
        RETURN QUERY SELECT epoch(), timeline(), clock(), me.operator, me.name, me.organisation,
          me.roles,
          (SELECT value::bigint FROM meta WHERE key = 'least_protocol'),
          (SELECT value FROM meta WHERE key = 'nur_key'),
          (SELECT value::bigint FROM meta WHERE key = 'directory'),
          (SELECT value::bigint FROM meta WHERE key = 'schema');
      END
      $function$;
    END
    """#
}
