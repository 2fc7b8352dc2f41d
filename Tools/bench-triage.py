#!/usr/bin/env python3
"""Triages a hundred signalements by keys alone, as a facilitator does, and tells the pace.

    Tools/bench-triage.py [--keep] [--fresh] [--store FOLDER] [--program PATH]

The program runs in a pseudo-terminal of 120 x 40 on the large demonstration as a facilitator of
Aatiko, in a folder of its own, since every run leaves a hundred signalements fewer to be triaged;
it is made again when too few are left. The session does nothing that the screen does not show: it
accepts what is proposed by Enter, confirms a form that is already filled by Enter again, types the
value that a form asks for, and gives to the bailleur what it cannot answer. For each key the clock
runs from its write to the last byte before 30 ms of silence; an item costs the sum of its keys.

--keep writes the figures into Tools/bench-figures.json; --fresh makes the demonstration again.
"""
import argparse
import re
import shutil
import sys
from pathlib import Path

from benching import HERE, Figures, Program

ITEMS = 100

# What is asked (issue 6): at most 250 keys for a hundred, and a pace that twenty a minute needs.
GOALS = {
    "triage keys": 250, "triage item ms p50": 50, "triage item ms p95": 100,
    "triage pace items/min": -20,
}

DONE = "pour annuler"
FORM = "valider"
# What a form says of a field that keeps it from being recorded.
MISSING = ("À remplir", "à remplir", "Champ")
PLAIN = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]")


class Session:
    """The facilitator at the keyboard, who counts keys and milliseconds."""

    def __init__(self, command, store):
        self.program = Program(command, store)
        self.program.wait_for("ouverts", 1800)
        self.keys = 0

    def press(self, key):
        """Presses a key; what the screen wrote, and the milliseconds until it was written."""
        self.keys += 1
        begun = self.program.write(key)
        _, last, data = self.program.reaction(1.0)
        if last is None:
            return "", 0.0
        return PLAIN.sub("", data.decode(errors="replace")), (last - begun) * 1000

    def item(self):
        """Triages the signalement in front; milliseconds."""
        said, spent = self.press("Enter")
        for keys in ([], ["Enter"], ["6", "0", "Enter"], ["Esc", "i", "Enter"]):
            for key in keys:
                more, taken = self.press(key)
                said, spent = more, spent + taken
            if DONE in said:
                return spent
        sys.exit(f"bench: a signalement could not be triaged: {said[-400:]!r}")

    def left(self):
        """How many are to be triaged, by the list's own title."""
        self.program.write("3")
        _, _, data = self.program.reaction(2.0)
        found = re.search(r"À trier · ([0-9\u00a0]+) signalement", PLAIN.sub("", data.decode()))
        return int(found[1].replace("\u00a0", "")) if found else 0


def triage(command, store, figures):
    session = Session(command, store)
    if session.left() < ITEMS:
        session.program.stop()
        return False
    session.keys = 0
    moments = [session.item() for _ in range(ITEMS)]
    figures.note("triage keys", session.keys)
    figures.spread("triage item ms", moments)
    figures.note("triage pace items/min", 60_000 * len(moments) / sum(moments))
    session.program.stop()
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--store", type=Path, default=HERE.parent / ".build" / "bench" / "triage")
    parser.add_argument("--program", default=str(HERE.parent / ".build/release/habiter"))
    options = parser.parse_args()
    figures = Figures(GOALS)
    command = [options.program, "demo", "--taille", "grande", "--profil", "facilitateur"]
    for attempt in range(2):
        if options.fresh or attempt:
            shutil.rmtree(options.store, ignore_errors=True)
        options.store.mkdir(parents=True, exist_ok=True)
        if triage(command, options.store, figures):
            break
        options.fresh = False
    else:
        sys.exit(f"bench: the demonstration has fewer than {ITEMS} signalements to be triaged")
    figures.show(options.keep)


if __name__ == "__main__":
    main()
