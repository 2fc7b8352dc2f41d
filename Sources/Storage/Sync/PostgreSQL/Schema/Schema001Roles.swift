extension ServerSchema {
  /// 001: who owns what, and what the server does to whoever holds it up.
  ///
  /// Roles belong to the whole server, so their names hold the database's: two bourses on one
  /// server, one to work and one to try, share nothing. What a dropped database left is taken over
  /// when it is harmless.
  static let roles = #"""
    DECLARE
      name text;
    BEGIN
      FOREACH name IN ARRAY ARRAY[
        '{tables}', '{readers}', '{writers}', '{logins}', '{users}']
      LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
          EXECUTE format('CREATE ROLE %I NOLOGIN', name);
        ELSIF EXISTS (
          SELECT FROM pg_roles WHERE rolname = name AND (rolcanlogin OR rolsuper
            OR rolcreatedb OR rolreplication OR rolbypassrls
            OR rolcreaterole AND rolname <> '{logins}'))
        THEN
          RAISE EXCEPTION 'role % is there already and is not harmless', name
            USING ERRCODE = 'H0010';
        END IF;
      END LOOP;
      -- It creates the logins, inside one function that nobody but {writers} may call.
      ALTER ROLE {logins} CREATEROLE;
      GRANT {users} TO {logins} WITH ADMIN OPTION;

      REVOKE ALL ON DATABASE {database} FROM PUBLIC;
      GRANT CONNECT ON DATABASE {database} TO {users};
      -- A call that waits, or a transaction left open, must not hold others up.
      ALTER DATABASE {database} SET statement_timeout = '60s';
      ALTER DATABASE {database} SET lock_timeout = '5s';
      ALTER DATABASE {database} SET idle_in_transaction_session_timeout = '10s';
      -- Nor must a desk whose network was cut.
      ALTER DATABASE {database} SET tcp_keepalives_idle = 10;
      ALTER DATABASE {database} SET tcp_keepalives_interval = 5;
      ALTER DATABASE {database} SET tcp_keepalives_count = 2;
      ALTER DATABASE {database} SET tcp_user_timeout = 20000;
      ALTER DATABASE {database} SET client_connection_check_interval = '5s';

      CREATE SCHEMA habiter AUTHORIZATION {tables};
      GRANT USAGE ON SCHEMA habiter TO {users}, {readers}, {writers}, {logins};

      CREATE TABLE habiter.meta(
        key text COLLATE "C" PRIMARY KEY,
        value text NOT NULL
      );
      ALTER TABLE habiter.meta OWNER TO {tables};
    END
    """#
}
