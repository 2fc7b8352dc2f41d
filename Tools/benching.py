"""What the measures have in common: habiter in a pseudo-terminal, and the table of figures."""
import fcntl
import json
import os
import pty
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

KEYS = {
    "Down": b"\x1b[B", "PageDown": b"\x1b[6~", "Home": b"\x1b[H", "End": b"\x1b[F",
    "Enter": b"\r", "Esc": b"\x1b", "Tab": b"\t", "BackTab": b"\x1b[Z", "Erase": b"\x15",
}


def surroundings(home):
    """The environment of a program whose files are all below one folder."""
    return {
        "PATH": os.environ["PATH"], "HOME": str(home), "XDG_DATA_HOME": str(home),
        "XDG_CONFIG_HOME": str(home), "XDG_STATE_HOME": str(home),
        "LANG": "C.UTF-8", "TERM": "xterm-256color",
    }


class Program:
    """The program in a pseudo-terminal."""

    def __init__(self, arguments, store, size=SIZE):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            arguments, stdin=slave, stdout=slave, stderr=slave, env=surroundings(store),
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

    def write(self, key):
        """Writes a key; the moment just before."""
        begun = time.perf_counter()
        os.write(self.master, KEYS.get(key, key.encode()))
        return begun

    def press(self, key):
        """Writes a key; milliseconds to the first and last byte, and how many there were."""
        begun = self.write(key)
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


class Figures:
    """What was measured, in the order of the measures."""

    def __init__(self, goals):
        self.goals = goals
        self.values = {}

    def note(self, name, value):
        self.values[name] = round(value, 3)

    def spread(self, name, samples, centiles=(50, 95)):
        """Notes the middle of some numbers and how far they go."""
        ordered = sorted(samples)
        for centile in centiles:
            value = (
                statistics.median(ordered) if centile == 50
                else ordered[min(len(ordered) - 1, len(ordered) * centile // 100)])
            self.note(f"{name} p{centile}", value)

    def show(self, keep):
        """Shows them beside the goals and those kept, with the ratio to these; keeps them."""
        kept = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
        width = max(len(name) for name in self.values) + 2
        print(f"{'figure':<{width}}{'now':>12}{'kept':>12}{'ratio':>8}{'goal':>8}")
        for name, value in self.values.items():
            before = kept.get(name)
            ratio = f"{value / before:.2f}" if before else ""
            goal = self.goals.get(name)
            mark = ""
            if goal is not None:
                is_met = value <= goal if goal >= 0 else value >= -goal
                mark = "  met" if is_met else "  MISSED"
            print(
                f"{name:<{width}}{value:>12.2f}{'' if before is None else f'{before:.2f}':>12}"
                f"{ratio:>8}{'' if goal is None else abs(goal):>8}{mark}")
        if keep:
            FIGURES.write_text(json.dumps(kept | self.values, indent=1) + "\n")
