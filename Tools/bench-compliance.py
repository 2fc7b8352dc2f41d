#!/usr/bin/env python3
"""Times the board of compliance over a hundred thousand dossiers and twelve months.

    Tools/bench-compliance.py [--keep] [--store FOLDER] [--program PATH]

It works on the large demonstration that bench.py makes (and makes it when there is none). In the
pseudo-terminal of bench.py, pane 7 is opened for the first time in a process, then again; another
period is chosen, another indicator, the dossiers behind a figure, the forecast with its back-test.
"""
import argparse
import statistics
import sys
import time
from pathlib import Path

from benching import HERE, Figures, Program

READY = "ouverts"
# What is asked of each figure, in the unit of its name.
GOALS = {
    "compliance first opening ms": 1000, "compliance later opening ms p50": 10,
    "compliance period ms p50": 100, "compliance dossiers ms p50": 50,
}


class Screen:
    """The program, and how long a key takes until a text has come."""

    def __init__(self, program, store):
        self.program = Program(
            [program, "demo", "--taille", "grande", "--profil", "coordinateur"], store)
        self.program.wait_for(READY, 1800)

    def until(self, key, text, limit=60):
        begun = self.program.write(key)
        seen = b""
        while text.encode() not in seen:
            if time.perf_counter() - begun > limit:
                sys.exit(f"bench: « {text} » never came after {key}: {seen[-300:]!r}")
            _, last, data = self.program.reaction(1)
            seen += data
        return (last - begun) * 1000

    def press(self, *keys):
        return [self.program.press(key) for key in keys]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--store", type=Path, default=HERE.parent / ".build" / "bench")
    parser.add_argument("--program", default=str(HERE.parent / ".build/release/habiter"))
    options = parser.parse_args()
    options.store.mkdir(parents=True, exist_ok=True)
    figures = Figures(GOALS)
    screen = Screen(options.program, options.store)
    figures.note("compliance first opening ms", screen.until("7", "ensemble"))
    again = []
    for _ in range(10):
        screen.press("2")
        again += screen.press("7")
    figures.note(
        "compliance later opening ms p50", statistics.median(one[1] for one in again if one))
    periods = [screen.press("p")[0] for _ in range(6)]
    # Twelve months, this month, three: the first three are made, the others remembered.
    figures.note("compliance period ms p50", statistics.median(one[1] for one in periods[:3]))
    figures.note("compliance period again ms p50", statistics.median(one[1] for one in periods[3:]))
    screen.press("BackTab")
    moves = screen.press(*["Down"] * 7, *["Home"])
    figures.spread("compliance indicator ms", [one[1] for one in moves if one])
    screen.press("Tab")
    opened = []
    for _ in range(8):
        opened.append(screen.until("Enter", "manquements ·"))
        screen.press("Esc", "Down")
    figures.spread("compliance dossiers ms", opened)
    screen.press("BackTab", "End")
    # The forecast is read when its queue is first shown.
    figures.note("compliance forecast first ms", screen.until("k", "La prévision du"))
    figures.note("compliance memory MB", screen.program.memory())
    screen.program.stop()
    figures.show(options.keep)


if __name__ == "__main__":
    main()
