#!/usr/bin/env python3
"""Measures the patrimoine: a million logements checked, imported, imported again, looked up.

    Tools/bench-patrimoine.py [--keep] [--lines N] [--runs N] [--folder FOLDER] [--build FOLDER]

The yardstick is `sqlite3 .import` of the same file into a bare table with an index on each of the
three references, in the same run. Each is run so many times, in turn, and its best time counts:
what disturbs a run only adds to it; on a busy machine the processor time says more. The essai is
the program's own; imports are done by StockAtWork, which does them without a store.

--keep writes the figures into Tools/bench-figures.json.
"""
import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from benching import HERE, Figures, surroundings

# What is asked of each figure (issue 5).
GOALS = {
    "patrimoine essai / .import": 0.5, "patrimoine first import / .import": 1,
    "patrimoine 2 % again / first import": 1, "patrimoine essai MB": 150,
    "patrimoine first import MB": 150, "patrimoine 2 % again MB": 150,
    "patrimoine look-up of 1 ms p95": 1, "patrimoine look-up of 5 ms p95": 1,
}

COMMUNES = [
    ("93100", "93048", "Montreuil"), ("75013", "75113", "Paris 13e"), ("94000", "94028", "Créteil"),
    ("93800", "93031", "Épinay-sur-Seine"), ("92000", "92050", "Nanterre"),
    ("77000", "77288", "Melun"), ("91000", "91228", "Évry-Courcouronnes"),
]
STREETS = ["des Lilas", "Jean Jaurès", "de la Gare", "du 8 mai 1945", "Émile Zola", "de l'Église"]
HOMES = [("T1", 1, 28), ("T2", 2, 45), ("T3", 3, 62), ("T3", 3, 66), ("T4", 4, 80), ("T5", 5, 95)]


def header(template):
    """The names of the columns, as the program gives them."""
    return template.decode("utf-8-sig").strip()


def line(number, letter, draw):
    """A logement; the same number and letter always give the same references."""
    postcode, insee, commune = COMMUNES[draw.randrange(len(COMMUNES))]
    typologie, rooms, surface = HOMES[draw.randrange(len(HOMES))]
    surface += draw.randrange(-300, 300) / 100
    rent = surface * (6 + draw.random() * 2)
    is_rented = draw.random() < 0.9
    first, second = draw.randrange(200), draw.randrange(200)
    offset = ord(letter) - ord("A")
    return ";".join((
        "99900001100018", f"{letter}-{number:08}",
        f"{100_000_000 * (1 + offset) + 7 * number}" if is_rented else "",
        f"{1_000_000_000 * (1 + offset) + number}", "LOUE" if is_rented else "VACANT",
        f"{draw.randrange(1975, 2026)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 28):02}"
        if is_rented else "",
        "SOCIAL" if is_rented else "", "O", "", str(draw.randrange(1, 200)),
        "B" if draw.random() < 0.1 else "", "RUE", STREETS[draw.randrange(len(STREETS))],
        "Résidence du Parc" if draw.random() < 0.3 else "", postcode, insee, commune,
        "ABCDE"[draw.randrange(5)], str(draw.randrange(1, 5)), str(draw.randrange(20)),
        str(draw.randrange(1, 300)), "C", str(rooms), typologie, f"{surface:.2f}".replace(".", ","),
        str(draw.randrange(1955, 1975)), "PLUS", "PLUS", "O",
        f"{rent:.2f}".replace(".", ",") if is_rented else "",
        f"{rent * 1.1:.2f}".replace(".", ","), "120,00", "4", "Ville de Montreuil", "ON"[number % 2],
        "N", "ON"[draw.randrange(2)], "N", "COLL", "ABCDEFG"[draw.randrange(7)],
        "ABCDEFG"[draw.randrange(7)], "N", f"A. Agent{first}",
        f"agent{first}@bailleur-a.example", "0140990010", f"A. Agent{second}",
        f"agent{second}@bailleur-a.example", "0140990020", "2026-02-27"))


class Bench:
    def __init__(self, options):
        self.lines, self.runs = options.lines, options.runs
        self.folder = options.folder
        self.habiter = options.build / "habiter"
        self.stock = options.build / "StockAtWork"
        for program in (self.habiter, self.stock):
            if not program.exists():
                sys.exit(f"bench: {program} is not there (make bench builds it)")
        self.figures = Figures(GOALS)
        self.best = {}
        self.work = {}
        self.peak = {}
        self.folder.mkdir(parents=True, exist_ok=True)
        self.stocks = self.folder / "stocks"
        shutil.rmtree(self.stocks, ignore_errors=True)
        self.stocks.mkdir()

    def make(self, day, letter="A", changed=0):
        """A file of so many lines; in one of `changed` the rent is another one."""
        path = self.folder / f"PATRIMOINE_999000011_202603{day:02}_001.csv"
        draw = random.Random(7)
        template = subprocess.run(
            [self.habiter, "patrimoine", "modele", "--vide"], env=surroundings(self.folder),
            capture_output=True, check=True).stdout
        with path.open("w", newline="") as out:
            out.write(header(template) + "\r\n")
            for number in range(self.lines):
                text = line(number, letter, draw)
                if number % 500 == 250:
                    text = text.replace(";COLL;", ";CENTRAL;")
                if changed and number % changed == 7:
                    text = text.replace(";120,00;", ";121,00;")
                out.write(text + "\r\n")
        return path

    def run(self, name, command, accepted=(0, 1), **more):
        """Runs a command; notes its best time and the most memory it had."""
        begun = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command], env=surroundings(self.folder),
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, **more)
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        taken = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in accepted:
            sys.exit(f"bench: {name} ended with {process.returncode}: {said}")
        self.best[name] = min(taken, self.best.get(name, taken))
        spent = usage.ru_utime + usage.ru_stime
        self.work[name] = min(spent, self.work.get(name, spent))
        self.peak[name] = max(usage.ru_maxrss / 1024, self.peak.get(name, 0))
        return said

    def yardstick(self, path):
        """The same file into a bare table with its indexes."""
        base = self.folder / "bare.sqlite"
        base.unlink(missing_ok=True)
        with path.open() as file:
            columns = file.readline().strip().split(";")
        sql = f"CREATE TABLE logement({', '.join(f'{name} TEXT' for name in columns)});\n"
        for name in ("ref_logement", "ref_locataire", "id_rpls"):
            sql += f"CREATE INDEX by_{name} ON logement({name});\n"
        sql += f".mode csv\n.separator ;\n.import --skip 1 '{path}' logement\n"
        script = self.folder / "bare.sql"
        script.write_text(sql)
        with script.open() as lines:
            self.run(".import", ["sqlite3", base], stdin=lines)
        base.unlink()

    def imports(self):
        first, again = self.make(1), self.make(2, changed=50)
        made = self.stocks / "one.sqlite"
        for _ in range(self.runs):
            self.yardstick(first)
            self.run("essai", [self.habiter, "patrimoine", "essai", first])
            said = self.run("first import", [self.stock, "import", first, self.stocks, "one"])
            if said.split()[0] != "acceptedWithRejects":
                sys.exit(f"bench: the first file was {said}")
            self.run("essai again", [self.stock, "essai", again, made])
            said = self.run("2 % again", [self.stock, "import", again, self.stocks, "two", made])
            if abs(int(said.split()[3]) - self.lines // 50) > self.lines // 2000:
                sys.exit(f"bench: not 2 % of the lines changed: {said}")
        size = first.stat().st_size / 1e6
        note = self.figures.note
        for name in (".import", "essai", "first import", "essai again", "2 % again"):
            note(f"patrimoine {name} s", self.best[name])
            note(f"patrimoine {name} cpu s", self.work[name])
        for name in ("essai", "first import", "2 % again"):
            note(f"patrimoine {name} lines/s", self.lines / self.best[name])
            note(f"patrimoine {name} MB/s", size / self.best[name])
            note(f"patrimoine {name} MB", self.peak[name])
        for name in ("essai", "first import"):
            note(f"patrimoine {name} / .import", self.best[name] / self.best[".import"])
        note("patrimoine 2 % again / first import",
             self.best["2 % again"] / self.best["first import"])
        note("patrimoine file MB", size)
        note("patrimoine stock MB", made.stat().st_size / 1e6)
        again.unlink()

    def lookups(self):
        """References drawn from the whole of the stock, in one of a million and in five."""
        stocks = [self.stocks / "two.sqlite"]
        for count in (1, 5):
            while len(stocks) < count:
                letter = "ABCDE"[len(stocks)]
                path = self.make(3, letter)
                self.run("another", [self.stock, "import", path, self.stocks, letter])
                path.unlink()
                stocks.append(self.stocks / f"{letter}.sqlite")
            for kind in ("look-up", "slip"):
                said = self.run(kind, [self.stock, kind, str(self.lines), *stocks])
                found = re.findall(r"(p\d\d) ([\d.]+)", said)
                for centile, taken in found:
                    self.figures.note(f"patrimoine {kind} of {count} ms {centile}", float(taken))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--fresh", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=HERE.parent / ".build/bench/patrimoine")
    parser.add_argument("--build", type=Path, default=HERE.parent / ".build/release")
    options = parser.parse_args()
    bench = Bench(options)
    bench.imports()
    bench.lookups()
    shutil.rmtree(bench.stocks)
    bench.figures.show(options.keep)


main()
