#!/usr/bin/env python3
"""Times what is read of a large store: the statistics, the journal.

    Tools/bench-reports.py [--store FOLDER] [--program PATH] [--runs 5]

The large demonstration (100 000 dossiers, 2 million events) is where Tools/bench.py made it.
"""
import argparse
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent

parser = argparse.ArgumentParser()
parser.add_argument("--store", type=Path, default=HERE.parent / ".build" / "bench")
parser.add_argument("--program", type=Path,
                    default=HERE.parent / ".build" / "release" / "habiter")
parser.add_argument("--runs", type=int, default=5)
options = parser.parse_args()
large = (options.store / "habiter" / "demo-grande").resolve()
if not large.is_dir():
    raise SystemExit(f"{large}: make it first, with make bench")

MEASURES = [
    ("statistics, text", ["rapport", "statistiques"], 1.0),
    ("statistics, page", ["rapport", "statistiques", "--format", "html"], 1.0),
    ("statistics, CSV", ["rapport", "statistiques", "--format", "csv"], 1.0),
    ("journal, the last 200", ["journal", "--limite", "200"], 0.1),
    ("journal, 200 of a past day", ["journal", "--limite", "200", "--au", "01/03/2026"], 0.1),
    ("journal, the last 20 consultations", ["journal", "--limite", "20", "--consultations"], 1.0),
]

with tempfile.TemporaryDirectory() as folder:
    # What commands open with --demo is the everyday demonstration: it is the large one here.
    data = Path(folder) / "habiter"
    data.mkdir(mode=0o700)
    (data / "demo").symlink_to(large)
    environment = dict(os.environ, XDG_DATA_HOME=folder, XDG_STATE_HOME=folder,
                       XDG_CONFIG_HOME=folder)

    def run(words):
        begun = time.monotonic()
        done = subprocess.run([options.program, *words, "--demo", "--profil", "coordinateur"],
                              env=environment, capture_output=True, text=True)
        spent = time.monotonic() - begun
        if done.returncode != 0:
            raise SystemExit(f"{words}: {done.returncode}\n{done.stdout}{done.stderr}")
        return spent, done.stdout

    print(f"{'':36} {'median':>8} {'longest':>8} {'goal':>6}")
    for name, words, goal in MEASURES:
        times = [run(words)[0] for _ in range(options.runs)]
        print(f"{name:36} {statistics.median(times):7.3f}s {max(times):7.3f}s {goal:5.1f}s")
