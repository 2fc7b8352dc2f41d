"""The shared databases that bench-sync.py measures on, made once and kept in a folder.

A private PostgreSQL cluster with its usual settings (fsync on), TLS and passwords on loopback, and
a shared SQLite file; both hold the dossiers of whole audiences of the large demonstration, about
1 200 000 events, with chains as the shared database would have made them. What is read of the
demonstration is written by SQL: to push it by the program would take hours and measure nothing.
"""
import hashlib
import json
import os
import pwd
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

from benching import surroundings

EVENTS = 1_200_000
LANDLORD_EVENTS = 50_000
BASE = "bourse"
# Raised when what is written below changes.
VERSION = "4"
PASSWORD = "mesure"

EVENT_COLUMNS = (
    "scope, seq, command, stream, version, kind, schema, payload, occurred_on, recorded_at, "
    "operator, organisation, role, on_behalf, on_behalf_reason, chain, received_at, seal_readers, "
    "seal_closed, seal_digest, seal_body")
# What bailleurs keep from each other, with the form that all read, as the engine would send it.
SEALED = ("dossier.nur_entered", "dossier.piece_requested", "dossier.piece_received")
# A text of the vault as events name it (UUID, version 4).
SUBJECT = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def number(value):
    return (8).to_bytes(4, "big") + value.to_bytes(8, "big", signed=True)


def field(value):
    if value is None:
        return b"\xff\xff\xff\xff"
    data = value if isinstance(value, bytes) else value.encode()
    return len(data).to_bytes(4, "big") + data


def compact(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


class Chain:
    """The chain of an audience's journal (Storage/Journal/Chain.swift)."""

    def __init__(self, scope):
        self.value = hashlib.sha256(field("habiter scope 1") + field(scope)).digest()

    def next(self, row):
        (_, seq, command, stream, version, kind, schema, payload, day, moment, operator,
         organisation, role, behalf, reason, received, readers, closed, digest, _) = row
        body = b"".join((
            field(payload), number(day), number(moment), field(operator), field(organisation),
            field(role), field(behalf), field(reason), number(received)))
        if readers is not None:
            body += field(readers) + number(closed) + field(digest)
        self.value = hashlib.sha256(b"".join((
            field(self.value), number(seq), field(command), field(stream), number(version),
            field(kind), number(schema), field(hashlib.sha256(body).digest())))).digest()
        return self.value


class Demonstration:
    """What is taken of the large demonstration."""

    def __init__(self, path):
        self.connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        counts = dict(self.connection.execute("SELECT scope, seq FROM head WHERE seq > 0"))
        # By their digests: an arbitrary choice that is always the same.
        self.scopes, events = [], 0
        for scope in sorted(counts, key=lambda scope: hashlib.sha256(scope.encode()).digest()):
            if events >= EVENTS:
                break
            self.scopes.append(scope)
            events += counts[scope]
        self.events = events
        self.scopes.sort()
        shares = {}
        for scope in self.scopes:
            for member in scope.split("+"):
                shares[member] = shares.get(member, 0) + counts[scope]
        self.landlord, self.landlord_events = min(
            ((member, count) for member, count in shares.items() if "demo-b" in member),
            key=lambda share: abs(share[1] - LANDLORD_EVENTS))
        # The stream that names each text, once its journal was read.
        self.named = {}
        streams = dict(self.connection.execute("SELECT scope, count(*) FROM stream GROUP BY scope"))
        self.streams = sum(streams[scope] for scope in self.scopes)

    def journals(self):
        """The events of each audience, as the shared database has them, and the last chain."""
        for scope in self.scopes:
            chain, sides, entries = Chain(scope), {}, []
            for row in self.connection.execute(
                "SELECT seq, command, stream, version, kind, schema, payload, occurred_on, "
                "recorded_at, operator, organisation, role, on_behalf, on_behalf_reason "
                "FROM event WHERE scope = ? ORDER BY seq", (scope,)
            ):
                row, seal = list(row), (None, None, None, None)
                stream, kind, payload = row[2], row[4], row[6]
                for subject in (*SUBJECT.findall(payload), row[13]):
                    self.named[subject] = stream
                if kind == "dossier.created":
                    sides[stream] = {
                        volet["name"]: volet["bailleur"]
                        for volet in json.loads(payload)["volets"]}
                elif kind in SEALED:
                    shown = json.loads(payload)
                    readers = "+".join(sorted({sides[stream][shown["volet"]], row[10]}))
                    event = {"kind": kind, "payload": payload, "schema": row[5]}
                    body = compact({"event": event, "salt": row[1]})
                    seal = (readers, 0, hashlib.sha256(body.encode()).digest(), body)
                    if kind == "dossier.nur_entered":
                        row[6] = compact(shown | {"nur": {"digest": "", "subject": ""}})
                    else:
                        row[4], row[6] = "dossier.withheld", "{}"
                entry = (scope, *row, row[8], *seal)
                last = chain.next(entry)
                entries.append((*entry[:15], last, *entry[15:]))
            yield scope, entries, last


def fill(demonstration, sink):
    """Writes the tables of a shared database: `sink(table, columns, rows)`."""
    heads, ledger, versions = {}, {}, {}

    def events():
        for scope, entries, chain in demonstration.journals():
            heads[scope] = (len(entries), chain)
            for entry in entries:
                seq, command, stream, received = entry[1], entry[2], entry[3], entry[16]
                first = ledger.get((scope, command), (seq,))[0]
                ledger[scope, command] = (first, seq, received)
                versions[stream] = (scope, entry[4])
            yield from entries

    sink("event", EVENT_COLUMNS, events())
    texts, positions = [], {}
    audiences = set(demonstration.scopes)
    members = {member for scope in audiences for member in scope.split("+")}
    for scope, subject, name, value, closed in demonstration.connection.execute(
        "SELECT scope, subject, field, value, closed FROM vault ORDER BY scope, subject, field"
    ):
        # A text may have fewer readers than its journal: an audience of its own.
        if subject in demonstration.named and (scope in audiences or scope in members):
            positions[scope] = positions.get(scope, 0) + 1
            texts.append((
                scope, subject, name, value, 1, closed, positions[scope], scope.split("+")[0],
                demonstration.named[subject]))
    for scope in audiences | set(positions):
        heads.setdefault(scope, (0, Chain(scope).value))
    sink("scope", "scope, members, seq, chain, text_seq", (
        (scope, scope.split("+"), seq, chain, positions.get(scope, 0))
        for scope, (seq, chain) in sorted(heads.items())))
    sink("stream", "stream, scope, aggregate, version", (
        (stream, scope, "dossier", version) for stream, (scope, version) in versions.items()))
    sink("command", "scope, command, status, first_seq, last_seq, login, received_at", (
        (scope, command, "accepted", first, last, "aatiko", received)
        for (scope, command), (first, last, received) in ledger.items()))
    sink("claim", "key, stream, held", (
        (key, stream, 1)
        for key, stream in demonstration.connection.execute("SELECT key, stream FROM claim")
        if stream in versions))
    sink("vault", "scope, subject, field, value, version, closed, seq, author, stream", texts)
    sink("organisation", "id, name, siret, kind, member", demonstration.connection.execute(
        "SELECT id, name, siret, kind, member FROM organisation"))


def people(demonstration):
    """Login, operator, organisation, roles and name: who sees all, an agent of a landlord, then
    the others, who have no login of the server and are there for their names."""
    landlord = demonstration.landlord
    known = [
        ("aatiko", "demo-aatiko-1", "demo-aatiko", ["aatikoSuperAdministrator"], "A. Petit"),
        ("agent", f"{landlord}-contact1", landlord, ["contact1", "contact2"], "C. Martin"),
    ]
    others = demonstration.connection.execute(
        "SELECT id, id, organisation, roles, name FROM operator WHERE id NOT IN (?, ?)",
        [person[1] for person in known])
    return known + [(*row[:3], json.loads(row[3]), row[4]) for row in others]


class SharedFile:
    """The shared SQLite file."""

    def __init__(self, program, folder):
        self.program = program
        self.path = folder / "fichier" / "bourse.sqlite"
        self.address = f"sqlite:{self.path}"

    def make(self, demonstration):
        shutil.rmtree(self.path.parent, ignore_errors=True)
        self.path.parent.mkdir(mode=0o770)
        subprocess.run(
            [self.program, "serveur", "installer", self.address, "--nom", "A. Petit"], check=True,
            env=surroundings(self.path.parent), stdout=subprocess.DEVNULL)
        connection = sqlite3.connect(self.path)

        def sink(table, columns, rows):
            marks = ", ".join("?" for _ in columns.split(","))
            connection.executemany(
                f"INSERT OR IGNORE INTO {table}({columns}) VALUES ({marks})",
                ([compact(cell) if isinstance(cell, list) else cell for cell in row]
                 for row in rows))

        connection.execute("PRAGMA synchronous = OFF")
        fill(demonstration, sink)
        sink("account", "login, operator, organisation, roles, name, disabled", (
            (*person, 0) for person in people(demonstration)))
        connection.commit()
        connection.close()

    def admit(self, person):
        """Makes the process's own account that of a person."""
        connection = sqlite3.connect(self.path)
        _, operator, organisation, roles, name = person
        login = pwd.getpwuid(os.geteuid()).pw_name
        connection.execute(
            "DELETE FROM account WHERE operator = ? OR login = ?", (operator, login))
        connection.execute(
            "INSERT INTO account(login, operator, organisation, roles, name, disabled) "
            "VALUES (?, ?, ?, ?, ?, 0)", (login, operator, organisation, compact(roles), name))
        connection.commit()
        connection.close()


class Cluster:
    """A private PostgreSQL server, stopped with this program."""

    def __init__(self, program, folder):
        self.program = program
        tools = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        if not tools:
            sys.exit("bench: no PostgreSQL server here (make bench installs it)")
        self.tools = tools[-1].parent
        self.is_root = os.geteuid() == 0
        self.folder = folder / "pg"
        # The server refuses to run as root, and its own user may not reach every folder.
        if self.is_root and self.run("test", "-x", folder, check=False).returncode:
            self.folder = Path("/var/tmp/habiter-bench-pg")
        self.data = self.folder / "data"

    def run(self, *arguments, check=True, **options):
        """Runs a command as the user of the server."""
        prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"]
        command = [*(prefix if self.is_root else []), *map(str, arguments)]
        options.setdefault("stdout", subprocess.DEVNULL)
        return subprocess.run(
            command, check=check, cwd="/", env={"HOME": "/", "PATH": os.environ["PATH"],
                                                "LC_ALL": "C.UTF-8"}, **options)

    def make(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        if self.is_root:
            shutil.chown(self.folder, "postgres", "postgres")
        self.run(
            self.tools / "initdb", "-D", self.data, "-U", "postgres", "-E", "UTF8",
            "--locale=C.UTF-8", "-A", "reject", "--no-instructions")
        self.run(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-days", "3650", "-subj", "/CN=localhost", "-keyout",
            self.data / "server.key", "-out", self.data / "server.crt", "-addext",
            "subjectAltName=DNS:localhost", stderr=subprocess.DEVNULL)
        shutil.copy(self.data / "server.crt", self.folder / "root.crt")
        (self.data / "pg_hba.conf").write_text(
            "local all postgres peer map=mesure\nlocal all all scram-sha-256\n"
            "hostssl all all 127.0.0.1/32 scram-sha-256\n")
        user = subprocess.check_output(["id", "-un"], text=True).strip()
        (self.data / "pg_ident.conf").write_text(
            f"mesure postgres postgres\nmesure {user} postgres\n")
        passwords = self.folder / "pgpass"
        passwords.write_text(f"*:*:*:*:{PASSWORD}\n")
        passwords.chmod(0o600)

    def start(self):
        # One that a killed run left behind has another port.
        if (self.data / "postmaster.pid").exists():
            self.stop(check=False)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.run(
            self.tools / "pg_ctl", "-D", self.data, "-w", "-s", "-l", self.folder / "log",
            "-o", f"-p {self.port} -c ssl=on -c listen_addresses=127.0.0.1 "
            f"-c unix_socket_directories={self.folder}", "start")

    def stop(self, check=True):
        self.run(
            self.tools / "pg_ctl", "-D", self.data, "-w", "-s", "-m", "fast", "stop", check=check)

    def administrator(self, base=BASE):
        return f"host={self.folder} port={self.port} dbname={base} user=postgres sslmode=disable"

    def address(self, login, base=BASE):
        """The address of a desk: TLS with verification, on loopback."""
        return (
            f"host=localhost hostaddr=127.0.0.1 port={self.port} dbname={base} user={login} "
            f"sslmode=verify-full sslrootcert={self.folder}/root.crt "
            f"passfile={self.folder}/pgpass")

    def sql(self, text, base=BASE, **options):
        return subprocess.run(
            ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", self.administrator(base),
             "-c", text], check=True, stdout=subprocess.PIPE, text=True, **options).stdout

    def role(self, login):
        self.sql(
            f"DO $$ BEGIN CREATE ROLE {login} LOGIN PASSWORD '{PASSWORD}'; "
            "EXCEPTION WHEN duplicate_object THEN NULL; END $$", "postgres")

    def install(self, base, login):
        """A new base with its first account."""
        self.sql(f"DROP DATABASE IF EXISTS {base} WITH (FORCE)", "postgres", stderr=subprocess.DEVNULL)
        self.sql(f"CREATE DATABASE {base} TEMPLATE template0 ENCODING UTF8", "postgres")
        self.role(login)
        subprocess.run(
            [self.program, "serveur", "installer", self.administrator(base), "--compte", login,
             "--nom", "A. Petit"], check=True, env=surroundings(self.folder),
            stdout=subprocess.DEVNULL)

    def fill(self, demonstration):
        self.install(BASE, "mesure")

        def sink(table, columns, rows):
            loader = subprocess.Popen(
                ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", self.administrator(), "-c",
                 "SET session_replication_role = replica", "-c",
                 f"COPY habiter.{table}({columns}) FROM STDIN"],
                stdin=subprocess.PIPE, text=True, encoding="utf-8")
            for row in rows:
                loader.stdin.write("\t".join(map(copied, row)) + "\n")
            loader.stdin.close()
            if loader.wait():
                sys.exit(f"bench: {table} could not be filled")

        fill(demonstration, sink)
        self.sql("UPDATE habiter.scope SET has_open = text_seq > 0")
        sink("account", "login, operator, organisation, roles, name, disabled, made", (
            (*person, 0, 0) for person in people(demonstration)))
        for login in ("aatiko", "agent"):
            self.role(login)
            self.sql(f"GRANT habiter_{BASE}_users TO {login}")
        self.sql("VACUUM ANALYZE")


def copied(cell):
    """A value in the text form of COPY."""
    if cell is None:
        return "\\N"
    if isinstance(cell, bytes):
        return "\\\\x" + cell.hex()
    if isinstance(cell, list):
        return "{" + ",".join(cell) + "}"
    return str(cell).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace(
        "\r", "\\r")


class Bases:
    """Both, made when they are not there or are another version's."""

    def __init__(self, program, folder, demonstration_path, fresh):
        folder.mkdir(parents=True, exist_ok=True)
        self.demonstration = Demonstration(demonstration_path)
        self.cluster = Cluster(program, folder)
        self.file = SharedFile(program, folder)
        mark = folder / "version"
        is_new = fresh or not mark.exists() or mark.read_text() != VERSION
        if is_new:
            mark.unlink(missing_ok=True)
            self.cluster.make()
        self.cluster.start()
        if is_new:
            self.file.make(self.demonstration)
            self.cluster.fill(self.demonstration)
            mark.write_text(VERSION)
