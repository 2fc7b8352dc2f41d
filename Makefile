# habiter: the everyday commands. `make` alone lists them.

# Arguments handed to `habiter demo` by `make run`, e.g. make run ARGS='--taille petite'
ARGS ?=

BUILD_PACKAGES := libncursesw5-dev libsqlite3-dev
TEST_PACKAGES := $(BUILD_PACKAGES) tmux
RELEASE := swift build -c release --static-swift-stdlib -Xlinker -s --product habiter
SWIFT_FILES := Package.swift Sources Tests

.DEFAULT_GOAL := help
.PHONY: help run build test check format clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## build, then open the demonstration store (ARGS='--taille petite' …)
	@exec .build/release/habiter demo $(ARGS)

build: ## install what building needs when missing, build .build/release/habiter
	@Tools/install-packages.sh $(BUILD_PACKAGES)
	@echo "==> building habiter (release, static Swift runtime; some minutes the first time)"
	@$(RELEASE)

test: ## install what the tests need when missing, run every ring, print the counts
	@Tools/install-packages.sh $(TEST_PACKAGES)
	@Tools/run-tests.sh

check: ## the format of the sources, then the tidy test (no other ring)
	@Tools/install-packages.sh $(BUILD_PACKAGES)
	@echo "==> checking the format (swift format lint --strict)"
	@swift format lint --strict --parallel --configuration .swift-format -r $(SWIFT_FILES)
	@Tools/run-tests.sh --filter TidyTests

format: ## rewrite the sources in the project's format
	@swift format --in-place --parallel --configuration .swift-format -r $(SWIFT_FILES)

clean: ## remove what building and testing left
	@rm -rf .build
