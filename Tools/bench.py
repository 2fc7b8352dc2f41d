#!/usr/bin/env python3
"""Measures habiter from outside, as its user feels it, and compares with the figures kept.

    Tools/bench.py [--keep] [--fresh] [--store FOLDER] [--program PATH]

The program runs in a pseudo-terminal of 120 x 40 on the large demonstration (made once, kept in
the folder). For each key the clock runs from the write of the key to the first byte that comes
back and to the last one before 30 ms of silence. Nothing else is needed than Python itself.

--keep writes the figures into Tools/bench-figures.json; --fresh makes the demonstration again.
"""
import argparse
import fcntl
import json
import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIGURES = HERE / "bench-figures.json"
QUIET = 0.03
SIZE = (40, 120)
# What the first screen says of whoever sees every dossier.
READY = "ouverts"

KEYS = {
    "Down": b"\x1b[B", "PageDown": b"\x1b[6~", "Home": b"\x1b[H", "End": b"\x1b[F",
    "Enter": b"\r", "Esc": b"\x1b", "Tab": b"\t", "BackTab": b"\x1b[Z", "Erase": b"\x15",
}

# What is asked of each figure (issue 3), in the unit of its name; below zero, at least that much.
GOALS = {
    "first frame ms p50": 12, "down first ms p50": 0.3, "down first ms p95": 0.8,
    "page first ms p50": 0.9, "end last ms p50": 3, "queue last ms p50": 3,
    "open last ms p50": 3, "filter first ms p50": 3, "filter last ms p95": 25,
    "search first ms p50": 3, "search last ms p95": 25, "act last ms p50": 10,
    "down bytes mean": 300, "memory MB": 32, "idle cpu ms": 0, "rebuilding events/s": -100_000,
}


class Program:
    """The program in a pseudo-terminal."""

    def __init__(self, arguments, store):
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(store), "XDG_DATA_HOME": str(store),
            "XDG_CONFIG_HOME": str(store), "XDG_STATE_HOME": str(store),
            "LANG": "C.UTF-8", "TERM": "xterm-256color",
        }
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            arguments, stdin=slave, stdout=slave, stderr=slave, env=environment,
            start_new_session=True)
        os.close(slave)

    def reaction(self, limit=2.0):
        """The moments of the first and of the last byte before silence, and the bytes."""
        first = last = None
        data = bytearray()
        end = time.perf_counter() + limit
        while True:
            now = time.perf_counter()
            wait = QUIET if last is not None else max(0, end - now)
            ready, _, _ = select.select([self.master], [], [], wait)
            if not ready:
                return first, last, bytes(data)
            try:
                chunk = os.read(self.master, 65536)
            except OSError:
                return first, last, bytes(data)
            now = time.perf_counter()
            first = first or now
            last = now
            data += chunk

    def press(self, key):
        """Writes a key; milliseconds to the first and last byte, and how many there were."""
        begun = time.perf_counter()
        os.write(self.master, KEYS.get(key, key.encode()))
        first, last, data = self.reaction(0.5)
        if first is None:
            return None
        return (first - begun) * 1000, (last - begun) * 1000, len(data)

    def wait_for(self, text, limit):
        """Reads until a text has come."""
        seen = b""
        end = time.perf_counter() + limit
        while text.encode() not in seen:
            if time.perf_counter() > end:
                sys.exit(f"bench: « {text} » never came: {seen[-300:]!r}")
            _, _, data = self.reaction(1)
            seen += data
        return seen

    def cpu(self):
        """Milliseconds of processor time so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def memory(self):
        """The most memory it has had, in MB."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        return 0

    def stop(self):
        """Leaves as an operator does, so that the next start finds nothing to repair."""
        os.write(self.master, b"q")
        end = time.perf_counter() + 10
        while self.process.poll() is None and time.perf_counter() < end:
            self.reaction(0.05)
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait()
        os.close(self.master)


class Bench:
    def __init__(self, program, store):
        self.store = store
        self.command = [program, "demo", "--taille", "grande", "--profil", "coordinateur"]
        self.figures = {}

    def note(self, name, value):
        self.figures[name] = round(value, 3)

    def spread(self, name, samples):
        """Notes the middle and the ninety-fifth of the moments of a key."""
        samples = [sample for sample in samples if sample]
        if not samples:
            sys.exit(f"bench: no reaction to any key of « {name} »")
        for kind, index in (("first", 0), ("last", 1)):
            times = sorted(sample[index] for sample in samples)
            self.note(f"{name} {kind} ms p50", statistics.median(times))
            self.note(f"{name} {kind} ms p95", times[min(len(times) - 1, len(times) * 95 // 100)])
        self.note(f"{name} bytes mean", statistics.mean(sample[2] for sample in samples))

    def make(self, fresh):
        """Makes the demonstration when there is none."""
        folder = self.store / "habiter" / "demo-grande"
        if fresh and folder.exists():
            for file in folder.iterdir():
                file.unlink()
        begun = time.perf_counter()
        program = Program(self.command, self.store)
        program.wait_for(READY, 1800)
        taken = time.perf_counter() - begun
        program.stop()
        if taken > 20:
            self.note("making s", taken)

    def starts(self, runs=10):
        moments = []
        for _ in range(runs):
            program = Program(self.command, self.store)
            _, last, data = program.reaction(10)
            if READY.encode() not in data:
                sys.exit("bench: the first frame did not come in one piece")
            moments.append((last - program.started) * 1000)
            program.stop()
        self.note("first frame ms p50", statistics.median(moments))
        self.note("first frame ms max", max(moments))

    def keys(self):
        program = Program(self.command, self.store)
        program.wait_for(READY, 10)

        def press(*keys):
            return [program.press(key) for key in keys]

        press("2")
        self.spread("queue", press("BackTab", *["Down"] * 9)[1:])
        # The open dossiers, on which acts are done; then the closed ones, of which there are most.
        press("Down", "Enter", *["Down"] * 5)
        self.spread("act", [self.act(program, press) for _ in range(20)])
        press("BackTab", *["Down"] * 2, "Enter")
        self.spread("down", press(*["Down"] * 300))
        self.spread("page", press(*["PageDown"] * 60))
        ends = press(*["Home", "End"] * 10)
        self.spread("end", ends[2:])
        opened = []
        for _ in range(15):
            opened += press("Enter")
            press("Esc")
            press("Down")
        self.spread("open", opened)
        typed = []
        for word in ("montreuil", "t3", "coteaux", "instruction"):
            press("/")
            typed += press(*word)
            press("Esc")
        self.spread("filter", typed)
        searched = []
        press("f")
        for word in ("2026-412", "montreuil t3", "coteaux", "vander", "d-2062-0412"):
            searched += press(*word)
            press("Erase")
        self.spread("search", searched)
        press("Esc")
        self.note("memory MB", program.memory())
        before = program.cpu()
        time.sleep(5)
        self.note("idle cpu ms", program.cpu() - before)
        program.stop()

    def rebuild(self):
        """Has the views made again from the events, by the command that says how long it took."""
        environment = os.environ | {"XDG_DATA_HOME": str(self.store)}
        command = [self.command[0], "verifier", "--demo", "--taille", "grande", "--reconstruire"]
        said = subprocess.run(command, env=environment, capture_output=True, text=True).stdout
        found = re.search(r"reconstruites : (\d+) événements en (\d+) s", said)
        if not found:
            sys.exit(f"bench: the views could not be made again: {said}")
        self.note("rebuilding events/s", int(found[1]) / max(1, int(found[2])))

    @staticmethod
    def act(program, press):
        """A note typed into its form; the time is that of the key that records it."""
        press("n")
        press(*"Mesure")
        return press("Enter")[0]


def show(figures, kept):
    """The figures beside the goals and those kept, with the ratio to these."""
    print(f"{'figure':<26}{'now':>10}{'kept':>10}{'ratio':>8}{'goal':>8}")
    for name, value in figures.items():
        before = kept.get(name)
        ratio = f"{value / before:.2f}" if before else ""
        goal = GOALS.get(name)
        mark = ""
        if goal is not None:
            is_met = value <= goal if goal >= 0 else value >= -goal
            mark = "  met" if is_met else "  MISSED"
        print(
            f"{name:<26}{value:>10.2f}{'' if before is None else f'{before:.2f}':>10}{ratio:>8}"
            f"{'' if goal is None else abs(goal):>8}{mark}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--store", type=Path, default=HERE.parent / ".build" / "bench")
    parser.add_argument("--program", default=str(HERE.parent / ".build/release/habiter"))
    options = parser.parse_args()
    options.store.mkdir(parents=True, exist_ok=True)
    bench = Bench(options.program, options.store)
    bench.make(options.fresh)
    bench.starts()
    bench.keys()
    bench.rebuild()
    kept = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    show(bench.figures, kept)
    if options.keep:
        FIGURES.write_text(json.dumps(kept | bench.figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
