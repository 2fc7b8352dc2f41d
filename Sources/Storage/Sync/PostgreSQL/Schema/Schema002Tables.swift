extension ServerSchema {
  /// 002: the tables, those of the SQLite file (`SharedSchema`) and the rights, which a file asks
  /// the program for.
  ///
  /// Texts sort by bytes, as in Swift and in SQLite. `scope.wake` is what NOTIFY says of an
  /// audience: anybody may listen, and who shares a journal with whom is not for all to know.
  static let tables = #"""
    BEGIN
      CREATE TABLE habiter.organisation(
        id text COLLATE "C" PRIMARY KEY,
        name text NOT NULL,
        siret text,
        kind text NOT NULL,
        member boolean NOT NULL
      );

      CREATE TABLE habiter.account(
        login text COLLATE "C" PRIMARY KEY,
        operator text COLLATE "C" NOT NULL UNIQUE,
        organisation text COLLATE "C" NOT NULL REFERENCES habiter.organisation(id),
        roles text[] NOT NULL,
        name text NOT NULL,
        email text,
        disabled boolean NOT NULL,
        -- Whether the role of the server was made for this account, and is its own.
        made boolean NOT NULL
      );
      CREATE INDEX account_organisation ON habiter.account(organisation, login);

      CREATE TABLE habiter.scope(
        scope text COLLATE "C" PRIMARY KEY,
        members text[] COLLATE "C" NOT NULL,
        seq bigint NOT NULL DEFAULT 0 CHECK (seq >= 0),
        chain bytea NOT NULL CHECK (octet_length(chain) = 32),
        text_seq bigint NOT NULL DEFAULT 0 CHECK (text_seq >= 0),
        -- Whether some text of it was ever open to those who see every side.
        has_open boolean NOT NULL DEFAULT false,
        wake text NOT NULL DEFAULT gen_random_uuid()::text
      );
      CREATE INDEX scope_members ON habiter.scope USING gin (members);

      CREATE TABLE habiter.stream(
        stream text COLLATE "C" PRIMARY KEY,
        scope text COLLATE "C" NOT NULL REFERENCES habiter.scope(scope),
        aggregate text NOT NULL,
        version bigint NOT NULL CHECK (version > 0),
        UNIQUE (stream, scope)
      );

      CREATE TABLE habiter.event(
        scope text COLLATE "C" NOT NULL,
        seq bigint NOT NULL CHECK (seq > 0),
        command text COLLATE "C" NOT NULL,
        stream text COLLATE "C" NOT NULL,
        version bigint NOT NULL CHECK (version > 0),
        kind text NOT NULL,
        schema bigint NOT NULL CHECK (schema > 0),
        payload text NOT NULL,
        occurred_on bigint NOT NULL,
        recorded_at bigint NOT NULL,
        operator text NOT NULL,
        organisation text NOT NULL,
        role text NOT NULL,
        on_behalf text,
        on_behalf_reason text,
        chain bytea NOT NULL CHECK (octet_length(chain) = 32),
        received_at bigint NOT NULL,
        seal_readers text,
        seal_closed boolean,
        seal_digest bytea,
        seal_body text,
        PRIMARY KEY (scope, seq),
        CHECK ((on_behalf IS NULL) = (on_behalf_reason IS NULL)),
        CHECK ((seal_readers IS NULL) = (seal_digest IS NULL)),
        CHECK ((seal_readers IS NULL) = (seal_closed IS NULL)),
        FOREIGN KEY (stream, scope) REFERENCES habiter.stream(stream, scope)
      );
      CREATE UNIQUE INDEX event_stream ON habiter.event(stream, version);

      CREATE TABLE habiter.command(
        scope text COLLATE "C" NOT NULL REFERENCES habiter.scope(scope),
        command text COLLATE "C" NOT NULL,
        status text NOT NULL CHECK (status IN ('accepted', 'voided')),
        first_seq bigint,
        last_seq bigint,
        login text NOT NULL,
        received_at bigint NOT NULL,
        PRIMARY KEY (scope, command),
        CHECK ((status = 'accepted') = (first_seq IS NOT NULL AND last_seq IS NOT NULL))
      );

      CREATE TABLE habiter.claim(
        key text COLLATE "C" NOT NULL,
        stream text COLLATE "C" NOT NULL REFERENCES habiter.stream(stream),
        held boolean NOT NULL,
        PRIMARY KEY (key, stream)
      );
      CREATE UNIQUE INDEX claim_held ON habiter.claim(key) WHERE held;
      CREATE INDEX claim_stream ON habiter.claim(stream);

      CREATE TABLE habiter.vault(
        scope text COLLATE "C" NOT NULL REFERENCES habiter.scope(scope),
        subject text COLLATE "C" NOT NULL,
        field text COLLATE "C" NOT NULL,
        value text,
        version bigint NOT NULL CHECK (version > 0),
        closed boolean NOT NULL,
        seq bigint NOT NULL CHECK (seq > 0),
        author text NOT NULL,
        PRIMARY KEY (subject, field)
      );
      CREATE INDEX vault_seq ON habiter.vault(scope, seq);

      CREATE TABLE habiter.erasure(
        subject text COLLATE "C" PRIMARY KEY,
        erased_at bigint NOT NULL,
        login text NOT NULL
      );

      -- The rights, written anew by each installation and upgrade.
      CREATE TABLE habiter.event_kind(
        kind text COLLATE "C" PRIMARY KEY,
        schema bigint NOT NULL,
        anywhere text[] NOT NULL,
        as_member text[] NOT NULL,
        on_behalf text[] NOT NULL
      );

      CREATE TABLE habiter.role_right(
        role text COLLATE "C" PRIMARY KEY,
        organisation_kind text NOT NULL,
        reads_own boolean NOT NULL,
        reads_all boolean NOT NULL,
        every_side boolean NOT NULL,
        nur_own boolean NOT NULL,
        nur_all boolean NOT NULL,
        erases_own boolean NOT NULL,
        erases_all boolean NOT NULL,
        organisations boolean NOT NULL
      );

      CREATE TABLE habiter.account_right(
        holder text COLLATE "C" NOT NULL,
        role text COLLATE "C" NOT NULL,
        organisation_kind text NOT NULL,
        own boolean NOT NULL,
        other boolean NOT NULL,
        PRIMARY KEY (holder, role)
      );
    END
    """#
}
