extension ServerSchema {
  /// 010: accounts and organisations. A login is a role of the server; its password never comes
  /// here, at most what the desk computed from it (SCRAM).
  static let accounts = #"""
    BEGIN
      -- Whether somebody may see to an account of that organisation with these roles.
      CREATE FUNCTION habiter.may_see_to(
        me habiter.person, p_organisation text, p_roles text[]) RETURNS boolean
      LANGUAGE plpgsql STABLE SET search_path = {path} AS $function$
      DECLARE
        is_own boolean := p_organisation = me.organisation;
      BEGIN
        RETURN cardinality(p_roles) > 0 AND NOT EXISTS (
          SELECT FROM unnest(p_roles) r
          WHERE NOT EXISTS (
            SELECT FROM account_right a
            WHERE a.role = r AND a.holder = ANY (me.roles)
              AND a.organisation_kind
                = (SELECT o.kind FROM organisation o WHERE o.id = p_organisation)
              AND CASE WHEN is_own THEN a.own ELSE a.other END));
      END
      $function$;

      CREATE FUNCTION habiter.is_name(p_text text) RETURNS boolean
      LANGUAGE plpgsql IMMUTABLE SET search_path = {path} AS $function$
      BEGIN
        RETURN octet_length(p_text) BETWEEN 1 AND {longestKey} AND p_text !~ E'[\\x01-\\x1f\\x7f]';
      END
      $function$;

      -- Opens or closes the server's role of a login, making it when there is none.
      --
      -- Another's role is never touched: neither one that may more than log in, nor one that nobody
      -- let into this base. p_is_made: whether the account's role was made here.
      CREATE FUNCTION habiter.set_login(
        p_login text, p_verifier text, p_is_open boolean, p_is_known boolean, p_is_made boolean)
      RETURNS boolean
      LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = {path} AS $function$
      DECLARE
        role pg_roles;
        is_inside boolean;
      BEGIN
        IF p_verifier !~ ('^SCRAM-SHA-256[$][0-9]+:[A-Za-z0-9+/=]+'
          || '[$][A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$')
        THEN
          RAISE EXCEPTION 'account.verifier' USING ERRCODE = 'H0003';
        END IF;
        SELECT * INTO role FROM pg_roles r WHERE r.rolname = p_login;
        IF NOT FOUND THEN
          IF octet_length(p_login) > 63 OR p_login ~ '^(pg_|habiter_|public$|none$)' THEN
            RAISE EXCEPTION 'account.reserved' USING ERRCODE = 'H0003';
          END IF;
          EXECUTE format('CREATE ROLE %I LOGIN', p_login);
          p_is_made := true;
        ELSE
          is_inside := EXISTS (
            SELECT FROM pg_auth_members m
            WHERE m.member = role.oid AND m.roleid = '{users}'::regrole);
          IF role.rolsuper OR role.rolcreaterole OR role.rolcreatedb OR role.rolreplication
            OR role.rolbypassrls OR NOT (is_inside OR p_is_known)
          THEN
            RAISE EXCEPTION 'account.reserved' USING ERRCODE = 'H0003';
          END IF;
        END IF;
        IF p_verifier IS NOT NULL THEN
          IF p_is_made IS NOT TRUE THEN
            RAISE EXCEPTION 'account.foreign' USING ERRCODE = 'H0003';
          END IF;
          EXECUTE format('ALTER ROLE %I PASSWORD %L', p_login, p_verifier);
        END IF;
        IF p_is_made THEN
          EXECUTE format('ALTER ROLE %I %s', p_login,
            CASE WHEN p_is_open THEN 'LOGIN' ELSE 'NOLOGIN' END);
        END IF;
        IF p_is_open THEN
          EXECUTE format('GRANT {users} TO %I', p_login);
        ELSE
          EXECUTE format('REVOKE {users} FROM %I', p_login);
        END IF;
        RETURN p_is_made;
      END
      $function$;

      CREATE FUNCTION habiter.put_account(
        p_login text, p_operator text, p_name text, p_organisation text, p_roles text[],
        p_email text, p_disabled boolean, p_verifier text) RETURNS void
      LANGUAGE plpgsql VOLATILE SECURITY DEFINER
      SET search_path = {path} SET lock_timeout = '5s' AS $function$
      DECLARE
        me habiter.person := me();
        known habiter.account;
        other text;
        is_made boolean;
      BEGIN
        PERFORM require_writing();
        IF (p_login ~ E'^[\\x21-\\x7e]+$' AND octet_length(p_login) <= {longestKey}
          AND p_operator ~ '{plain}' AND is_name(p_name) AND is_name(coalesce(p_email, '-'))
          AND p_disabled IS NOT NULL) IS NOT TRUE
        THEN
          RAISE EXCEPTION 'account.form' USING ERRCODE = 'H0003';
        END IF;
        -- One change of the directory at a time.
        PERFORM note_directory();
        SELECT * INTO known FROM account a WHERE a.login = p_login;
        IF known.operator <> p_operator THEN
          RAISE EXCEPTION 'account.other' USING ERRCODE = 'H0003';
        END IF;
        SELECT a.login INTO other FROM account a
          WHERE a.operator = p_operator AND a.login <> p_login;
        IF FOUND THEN
          RAISE EXCEPTION 'account.twice %', other USING ERRCODE = 'H0003';
        ELSIF p_operator = me.operator THEN
          RAISE EXCEPTION 'account.own' USING ERRCODE = 'H0003';
        ELSIF NOT EXISTS (SELECT FROM organisation o WHERE o.id = p_organisation) THEN
          RAISE EXCEPTION 'account.organisation' USING ERRCODE = 'H0003';
        ELSIF (may_see_to(me, p_organisation, p_roles) AND (known.login IS NULL
          OR may_see_to(me, known.organisation, known.roles))) IS NOT TRUE
        THEN
          RAISE EXCEPTION 'account.rights' USING ERRCODE = 'H0003';
        END IF;
        is_made := set_login(
          p_login, p_verifier, NOT p_disabled, known.login IS NOT NULL, known.made);
        INSERT INTO account AS a(login, operator, organisation, roles, name, email, disabled, made)
          VALUES (p_login, p_operator, p_organisation, p_roles, p_name, p_email, p_disabled,
            coalesce(is_made, false))
          ON CONFLICT (login) DO UPDATE SET organisation = excluded.organisation,
            roles = excluded.roles, name = excluded.name, email = excluded.email,
            disabled = excluded.disabled, made = excluded.made;
      END
      $function$;

      CREATE FUNCTION habiter.put_organisation(
        p_id text, p_name text, p_kind text, p_siret text, p_member boolean) RETURNS void
      LANGUAGE plpgsql VOLATILE SECURITY DEFINER
      SET search_path = {path} SET lock_timeout = '5s' AS $function$
      BEGIN
        PERFORM require_writing();
        IF (me()).organisations IS NOT TRUE THEN
          RAISE EXCEPTION 'organisation.rights' USING ERRCODE = 'H0003';
        ELSIF (p_id ~ '{plain}' AND is_name(p_name) AND p_member IS NOT NULL
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

      CREATE FUNCTION habiter.note_directory() RETURNS void
      LANGUAGE plpgsql VOLATILE SET search_path = {path} AS $function$
      BEGIN
        UPDATE meta m SET value = m.value::bigint + 1 WHERE m.key = 'directory';
      END
      $function$;
    END
    """#
}
