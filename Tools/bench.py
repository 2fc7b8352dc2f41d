#!/usr/bin/env python3
"""Measures habiter from outside, as its user feels it, and compares with the figures kept.

    Tools/bench.py [--keep] [--fresh] [--store FOLDER] [--program PATH]

The program runs in a pseudo-terminal of 120 x 40 on the large demonstration (made once, kept in
the folder). For each key the clock runs from the write of the key to the first byte that comes
back and to the last one before 30 ms of silence. Nothing else is needed than Python itself.

--keep writes the figures into Tools/bench-figures.json; --fresh makes the demonstration again.
"""
import argparse
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benching import HERE, Figures, Program

# What the first screen says of whoever sees every dossier.
READY = "ouverts"

# What is asked of each figure (issue 3), in the unit of its name; below zero, at least that much.
GOALS = {
    "first frame ms p50": 12, "down first ms p50": 0.3, "down first ms p95": 0.8,
    "page first ms p50": 0.9, "end last ms p50": 3, "queue last ms p50": 3,
    "open last ms p50": 3, "filter first ms p50": 3, "filter last ms p95": 25,
    "search first ms p50": 3, "search last ms p95": 25, "act last ms p50": 10,
    "down bytes mean": 300, "memory MB": 32, "idle cpu ms": 0, "rebuilding events/s": -100_000,
}


class Bench:
    def __init__(self, program, store):
        self.store = store
        self.command = [program, "demo", "--taille", "grande", "--profil", "coordinateur"]
        self.figures = Figures(GOALS)
        self.note = self.figures.note

    def spread(self, name, samples):
        """Notes the middle and the ninety-fifth of the moments of a key."""
        samples = [sample for sample in samples if sample]
        if not samples:
            sys.exit(f"bench: no reaction to any key of « {name} »")
        for kind, index in (("first", 0), ("last", 1)):
            self.figures.spread(f"{name} {kind} ms", [sample[index] for sample in samples])
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
    bench.figures.show(options.keep)


if __name__ == "__main__":
    main()
