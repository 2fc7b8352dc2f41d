#!/usr/bin/env python3
"""smtp-sink.py FOLDER [--refuse ADDRESS] [--later ADDRESS] [--cut] -- COMMAND...

Runs a command beside a mail server on loopback that keeps each message as FOLDER/NNNN.eml, and ends
as the command does. FOLDER/msmtprc is a configuration that leads msmtp there. An address to refuse
is answered 550, one for later 451; with --cut the line breaks after the last byte of a message,
which is kept. Nothing beyond Python's own library.
"""
import os
import socketserver
import subprocess
import sys
import threading

cut = sys.argv.index("--")
folder, options, command = sys.argv[1], sys.argv[2:cut], sys.argv[cut + 1:]


def given(name):
    return {options[i + 1].lower() for i, word in enumerate(options) if word == name}


REFUSED, LATER = given("--refuse"), given("--later")
count, counting = 0, threading.Lock()


def keep(message):
    """Writes a message under its number; the name appears when it is whole."""
    global count
    with counting:
        count += 1
        while os.path.exists(os.path.join(folder, "%04d.eml" % count)):
            count += 1
        path = os.path.join(folder, "%04d" % count)
    with open(path + ".tmp", "wb") as file:
        file.write(message)
    os.rename(path + ".tmp", path + ".eml")


class Session(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self.say("220 sink.invalid")
        while line := self.rfile.readline():
            word = line.decode("ascii", "replace").strip()
            verb = word.upper()
            if verb.startswith("RCPT"):
                address = word[word.find("<") + 1:word.find(">")].lower()
                if address in REFUSED:
                    self.say("550 5.1.1 pas de boite a ce nom")
                elif address in LATER:
                    self.say("451 4.3.0 revenez plus tard")
                else:
                    self.say("250 ok")
            elif verb == "DATA":
                self.say("354 go on")
                keep(self.message())
                if "--cut" in options:
                    return
                self.say("250 kept")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def message(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


os.makedirs(folder, exist_ok=True)
with Server(("127.0.0.1", 0), Session) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    rc = os.path.join(folder, "msmtprc")
    with open(os.open(rc, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
        file.write("account default\nhost 127.0.0.1\nport %d\nfrom bourse@eh.example\n"
                   % server.server_address[1])
    code = subprocess.run(command).returncode
    server.shutdown()
sys.exit(code if code >= 0 else 128 - code)
