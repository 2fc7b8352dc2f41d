#!/usr/bin/env python3
"""redmine-bad.py FOLDER: a small Redmine on loopback that misbehaves on demand.

Runs until its standard input ends. FOLDER/port appears when it listens. What it does wrong stands in
FOLDER/mode, read at each request: words for all requests, or behind « get: » or « post: » for those
alone. FOLDER/edit, a JSON object for each line, changes tickets before the next request and goes;
FOLDER/requests has a line for each request, FOLDER/tickets the tickets as JSON. Nothing beyond
Python's own library.

  hangup        the line closes without an answer
  slow          no answer until the client leaves
  late          the same, and the ticket is created once the client has left
  lost, cut     created, then the line closes before the answer, or amid it
  twice         two tickets for one request
  500, 500made  a server in default, before or after it has created
  html, text    a page to log in, and no JSON at all
  wrong         JSON of other types
  huge, endless an answer of ten gigabytes, said so beforehand or not
  away          a redirection to another path of this server
  401 403 404 422  as Redmine answers them
  blind         filters of lists are left out
  old           no is_closed in the status, as before Redmine 5
"""
import http.server
import json
import os
import select
import sys
import threading
import urllib.parse

folder = sys.argv[1]
KEY = "0123456789abcdef0123456789abcdef01234567"
tickets, lock, clock = {}, threading.Lock(), [0]


def path(name):
    return os.path.join(folder, name)


def write(name, text):
    with open(path(name + ".tmp"), "w") as file:
        file.write(text)
    os.rename(path(name + ".tmp"), path(name))


def stamp():
    clock[0] += 1
    return "2026-03-24T%02d:%02d:%02dZ" % (9 + clock[0] // 3600, clock[0] // 60 % 60, clock[0] % 60)


def create(asked):
    number = len(tickets) + 1
    tickets[number] = {
        "id": number, "subject": asked.get("subject"), "description": asked.get("description"),
        "project": {"id": 1, "name": asked.get("project_id")},
        "status": {"id": 1, "name": "Nouveau", "is_closed": False}, "closed_on": None,
        "done_ratio": 0, "spent_hours": 0.0, "estimated_hours": 1.5e0, "asked": asked,
        "custom_fields": [{"id": 9, "name": "multiple", "multiple": True, "value": ["a"]}]
        + [dict(field, name="champ") for field in asked.get("custom_fields") or []],
        "journals": [], "updated_on": stamp()}
    write("tickets", json.dumps(list(tickets.values())))
    return tickets[number]


def edit():
    """Carries out what a test wants changed."""
    try:
        with open(path("edit")) as file:
            lines = file.read().splitlines()
        os.remove(path("edit"))
    except FileNotFoundError:
        return
    for change in map(json.loads, lines):
        number = change["id"]
        if change.get("gone"):
            del tickets[number]
            continue
        ticket = tickets[number]
        if "status" in change:
            ticket["status"] = {"id": 2, "name": change["status"],
                                "is_closed": change.get("closed", False)}
            ticket["closed_on"] = stamp() if change.get("closed") else None
        if "note" in change:
            ticket["journals"].append({
                "id": 100 + sum(len(one["journals"]) for one in tickets.values()),
                "user": {"id": 5, "name": change.get("author", "Support")},
                "notes": change["note"], "private_notes": change.get("private", False),
                "details": []})
        if not change.get("same_second"):
            ticket["updated_on"] = stamp()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        with lock:
            edit()
            self.serve("get", self.modes("get"), None)

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["issue"]
        modes = self.modes("post")
        if "late" in modes:
            self.outlast()
        with lock:
            self.serve("post", modes, asked)

    def modes(self, verb):
        with open(path("requests"), "a") as file:
            file.write("%s %s\n" % (verb, self.path))
        try:
            with open(path("mode")) as file:
                words = file.read().split()
        except FileNotFoundError:
            words = []
        return [word.removeprefix(verb + ":") for word in words
                if ":" not in word or word.startswith(verb + ":")]

    def serve(self, verb, modes, asked):
        made = [create(asked)] if {"late", "lost", "cut", "500made"} & set(modes) else []
        if "late" in modes or "lost" in modes or "hangup" in modes:
            return self.leave()
        if "slow" in modes:
            self.outlast()
            return self.leave()
        for code in (401, 403, 404, 500):
            if str(code) in modes or code == 500 and made and "500made" in modes:
                return self.say(code, b"")
        if "422" in modes:
            return self.say(422, json.dumps({"errors": [
                "Le suivi n'est pas dans la liste", "Champ \u001b[31mrouge"]}).encode())
        if "html" in modes:
            return self.say(200, b"<!DOCTYPE html>\n<form>Identifiant</form>", kind="text/html")
        if "text" in modes:
            return self.say(200, b"ok")
        if "wrong" in modes:
            return self.say(201 if asked else 200, b'{"issues":[{"id":"1"}],"issue":{"id":[1.5]}}')
        if "huge" in modes or "endless" in modes:
            return self.flood("huge" in modes)
        if "away" in modes:
            return self.say(302, b"", place="/elsewhere?back_url=secret")
        if self.headers.get("X-Redmine-API-Key") != KEY:
            return self.say(401, b"")
        if verb == "post":
            if "twice" in modes:
                create(asked)
            made = made or [create(asked)]
            body = json.dumps({"issue": self.shown(made[0], modes)}).encode()
            return self.say(201, body, half="cut" in modes)
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        if url.path == "/issues.json":
            found = [one for one in tickets.values()
                     if "blind" in modes or self.fits(one, query)]
            listed = [{name: value for name, value in self.shown(one, modes).items()
                       if name != "journals"} for one in sorted(found, key=lambda one: -one["id"])]
            return self.say(200, json.dumps({
                "issues": listed[:100], "total_count": len(found), "offset": 0,
                "limit": 100}).encode())
        number = int(url.path.removeprefix("/issues/").removesuffix(".json") or 0)
        if number not in tickets:
            return self.say(404, b"")
        self.say(200, json.dumps({"issue": self.shown(tickets[number], modes)}).encode())

    @staticmethod
    def shown(ticket, modes):
        shown = {name: value for name, value in ticket.items() if name != "asked"}
        if "old" in modes:
            shown["status"] = {name: value for name, value in shown["status"].items()
                               if name != "is_closed"}
        return shown

    @staticmethod
    def fits(ticket, query):
        for name, value in query.items():
            if name == "subject" and value.removeprefix("~") not in ticket["subject"]:
                return False
            if name == "issue_id" and str(ticket["id"]) not in value.split(","):
                return False
            if name == "status_id" and value != "*" and ticket["status"]["is_closed"]:
                return False
            if name.startswith("cf_") and not any(
                    "cf_%s" % field["id"] == name and field["value"] == value
                    for field in ticket["custom_fields"]):
                return False
        return True

    def say(self, code, body, kind="application/json", place=None, half=False):
        self.send_response(code)
        self.send_header("Content-Type", kind + "; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if place:
            self.send_header("Location", place)
        self.end_headers()
        self.wfile.write(body[:len(body) // 2] if half else body)
        if half:
            self.leave()

    def flood(self, is_told):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        if is_told:
            self.send_header("Content-Length", str(10 << 30))
        self.close_connection = True
        self.end_headers()
        try:
            while True:
                self.wfile.write(b" " * 65_536)
        except OSError:
            pass

    def outlast(self):
        """Waits until the client has left."""
        select.select([self.connection], [], [], 300)

    def leave(self):
        self.close_connection = True


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
write("port", str(server.server_address[1]))
sys.stdin.read()
os._exit(0)
