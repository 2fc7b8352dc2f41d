#!/usr/bin/env python3
"""Times a month of annonces: its import, its draw, its queues.

Usage: Tools/bench-moderation.py [--annonces 20000] [--habiter .build/release/habiter]
"""
import argparse
import datetime
import json
import os
import subprocess
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("--annonces", type=int, default=20_000)
parser.add_argument("--habiter", default=".build/release/habiter")
options = parser.parse_args()
program = os.path.abspath(options.habiter)

HEADER = ("annonce;version;publiee_le;siret;typologie;commune;titre;texte;"
          "photo1_fichier;photo1_largeur;photo1_hauteur;photo1_octets")


def siret(number):
    """An invented SIRET of the range that no organisme has."""
    def completed(digits):
        total = 0
        for place, digit in enumerate(reversed(digits)):
            weighted = int(digit) * (2 if place % 2 == 0 else 1)
            total += weighted - 9 if weighted > 9 else weighted
        return digits + str((10 - total % 10) % 10)
    return completed(completed(f"999{number:05}") + "0001")


with tempfile.TemporaryDirectory() as folder:
    environment = dict(os.environ, HOME=folder, XDG_DATA_HOME=folder, XDG_STATE_HOME=folder,
                       XDG_CONFIG_HOME=folder)

    def run(*words, expected=(0,)):
        begun = time.monotonic()
        done = subprocess.run([program, *words], env=environment, capture_output=True, text=True)
        spent = time.monotonic() - begun
        if done.returncode not in expected:
            raise SystemExit(f"{words}: {done.returncode}\n{done.stdout}{done.stderr}")
        return spent, done.stdout

    today = datetime.date.today()
    # Bailleurs come into the directory as an operator says who works there.
    for number in range(1, 41):
        run("moi", "--nom", f"Agent {number}", "--role", "contact1", "--bailleur", siret(number),
            "--raison-sociale", f"Bailleur {number}")
    run("moi", "--nom", "Modération", "--role", "super-administrateur")
    path = os.path.join(folder, "annonces.csv")
    with open(path, "w", encoding="utf-8") as file:
        print(HEADER, file=file)
        for number in range(options.annonces):
            print(f"A-{number:06};1;{today:%d/%m/%Y};{siret(number % 40 + 1)};T3;Montreuil;"
                  f"Bel appartement {number};Au calme, près du marché, cherche plus grand.;"
                  f"a{number}-1.jpg;1600;1200;240000", file=file)
    imported, _ = run("importer", "annonces", path)
    again, _ = run("importer", "annonces", path)
    salted, _ = run("moderation", "tirer")
    gauges = sorted(run("moderation", "jauge", "--json")[0] for _ in range(7))
    # The month after, the draw is topped up and balanced; code 4: nobody has verified anything.
    month = f"{today:%Y-%m}"
    later = (today.replace(day=1) + datetime.timedelta(days=40)).strftime("%d/%m/%Y")
    draws = []
    for _ in range(7):
        spent, out = run("moderation", "verifier", month, "--json", "--au", later, expected=(4,))
        draws.append(spent)
    told = json.loads(out)
    draws.sort()
    print(f"{options.annonces} annonces: import {imported:.1f} s, again {again:.1f} s, "
          f"salts and their places {salted * 1000:.0f} ms")
    print(f"gauge p50 {gauges[3] * 1000:.0f} ms; draw with top-up and JSON p50 "
          f"{draws[3] * 1000:.0f} ms: base {told['base']}, drawn {told['tirees']}")
