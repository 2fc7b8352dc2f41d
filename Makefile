# habiter: the everyday commands. `make` alone lists them.

# Arguments handed to `habiter demo` by `make run`, e.g. make run ARGS='--taille petite'
ARGS ?=
# How many kills `make kill` asks for.
ROUNDS ?= 2400
# Which courses `make sim` runs, and how many steps each has.
SEEDS ?= 1-200
STEPS ?= 1500
# How many seconds `make fuzz` goes on.
FUZZ ?= 60

BUILD_PACKAGES := libncursesw5-dev libsqlite3-dev
TEST_PACKAGES := $(BUILD_PACKAGES) tmux zsh fish man-db python3 msmtp curl \
  postgresql postgresql-client libpq5 openssl
BENCH_PACKAGES := python3 sqlite3 postgresql postgresql-client libpq5 openssl
DEB_PACKAGES := dpkg-dev debootstrap lintian tmux

# Where `make install` puts the program; DESTDIR goes before it, for packages.
PREFIX ?= /usr/local
DESTDIR ?=

# The runtimes of Swift and C++ go into the program: of a machine it needs libc, ncurses and SQLite.
# The linker takes the first library of a name: STATIC_CXX has but the archives.
STATIC_CXX := $(CURDIR)/.build/static-cxx
RELEASE := swift build -c release --static-swift-stdlib --product habiter -Xlinker -s \
  -Xlinker -L$(STATIC_CXX) -Xswiftc -Xclang-linker -Xswiftc -static-libgcc
SWIFT_FILES := Package.swift Sources Tests

.DEFAULT_GOAL := help
.PHONY: help run build install deb test test-deb test-redmine kill sim fuzz bench bench-sync \
  bench-patrimoine bench-triage bench-moderation bench-compliance bench-reports check format clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## build, then open the demonstration store (ARGS='--taille petite' …)
	@exec .build/release/habiter demo $(ARGS)

build: ## install what building needs when missing, build .build/release/habiter
	@Tools/install-packages.sh $(BUILD_PACKAGES)
	@echo "==> building habiter (release, static Swift runtime; some minutes the first time)"
	@mkdir -p $(STATIC_CXX)
	@ln -sf "$$(clang -print-file-name=libstdc++.a)" $(STATIC_CXX)/
	@$(RELEASE)

install: ## install what was built, its manual and completions in PREFIX (/usr/local)
	@Tools/install.sh .build/release/habiter "$(DESTDIR)$(PREFIX)"

deb: build ## make the Debian package, .build/habiter_VERSION_ARCHITECTURE.deb
	@Tools/install-packages.sh dpkg-dev
	@Tools/make-deb.sh .build/release/habiter .build

test: ## install what the tests need when missing, run every ring, print the counts
	@Tools/install-packages.sh $(TEST_PACKAGES)
	@Tools/run-tests.sh

test-deb: deb ## try the package on a bare Debian (root and network; says why when it cannot)
	@Tools/install-packages.sh $(DEB_PACKAGES)
	@Tools/test-deb.sh "$$(ls -t .build/habiter_*.deb | head -n 1)"

test-redmine: ## try tickets against Debian's Redmine (root and network; says why when it cannot)
	@Tools/install-packages.sh $(BUILD_PACKAGES)
	@Tools/test-redmine.sh

kill: ## kill programs at work at random moments, a few thousand times (ROUNDS=2400)
	@Tools/install-packages.sh $(TEST_PACKAGES)
	@HABITER_KILL_ROUNDS=$(ROUNDS) Tools/run-tests.sh --filter KillTests

sim: ## simulate desks where everything fails, for long (SEEDS=1-200 STEPS=1500)
	@Tools/install-packages.sh $(BUILD_PACKAGES)
	@echo "==> simulating the courses $(SEEDS), $(STEPS) steps each"
	@SWIFT_DETERMINISTIC_HASHING=1 HABITER_SIM_SEEDS=$(SEEDS) HABITER_SIM_STEPS=$(STEPS) Tools/run-tests.sh --filter SimulationTests

fuzz: ## check patrimoine files damaged at random (FUZZ=60)
	@Tools/install-packages.sh $(BUILD_PACKAGES)
	@echo "==> damaging patrimoine files for $(FUZZ) s"
	@HABITER_FUZZ_SECONDS=$(FUZZ) Tools/run-tests.sh --filter PatrimoineFuzzTests

check: ## the format of the sources, then the tidy test (no other ring)
	@Tools/install-packages.sh $(BUILD_PACKAGES)
	@echo "==> checking the format (swift format lint --strict)"
	@swift format lint --strict --parallel --configuration .swift-format -r $(SWIFT_FILES)
	@Tools/run-tests.sh --filter TidyTests

format: ## rewrite the sources in the project's format
	@swift format --in-place --parallel --configuration .swift-format -r $(SWIFT_FILES)

bench: build ## measure the release on the large demonstration, against the figures kept
	@Tools/install-packages.sh $(BENCH_PACKAGES)
	@echo "==> measuring (the large demonstration is made the first time: some minutes)"
	@Tools/bench.py $(ARGS)
	@echo "==> measuring the exchange (its shared databases are made the first time: 3 minutes)"
	@Tools/bench-sync.py $(ARGS)
	@$(MAKE) --no-print-directory bench-patrimoine bench-triage
	@$(MAKE) --no-print-directory bench-moderation bench-compliance bench-reports

bench-reports: build ## measure statistics and journal on the large demonstration (after bench)
	@Tools/install-packages.sh $(BENCH_PACKAGES)
	@Tools/bench-reports.py

bench-moderation: build ## measure a month of 20 000 annonces imported and drawn
	@Tools/install-packages.sh $(BENCH_PACKAGES)
	@Tools/bench-moderation.py

bench-compliance: build ## measure the board of compliance over 100 000 dossiers (after bench)
	@Tools/install-packages.sh $(BENCH_PACKAGES)
	@Tools/bench-compliance.py $(ARGS)

bench-sync: build ## measure the exchange with a shared database alone (after bench)
	@Tools/install-packages.sh $(BENCH_PACKAGES)
	@Tools/bench-sync.py $(ARGS)

bench-patrimoine: build ## measure a million logements checked, imported, looked up
	@Tools/install-packages.sh $(BENCH_PACKAGES)
	@$(RELEASE:habiter=StockAtWork)
	@echo "==> measuring the patrimoine (3 minutes, 5 GB of disk)"
	@Tools/bench-patrimoine.py $(filter --keep,$(ARGS))

bench-triage: build ## measure a hundred signalements triaged by keys alone
	@Tools/install-packages.sh $(BENCH_PACKAGES)
	@echo "==> triaging a hundred signalements (their demonstration is made first: a minute)"
	@Tools/bench-triage.py $(filter --keep,$(ARGS))

clean: ## remove what building and testing left
	@rm -rf .build
