#!/usr/bin/env bash
# Builds and runs the tests; ends on one line "N passed, N failed[, N skipped]" (test functions, a
# table-driven one counting once). Arguments go to `swift test` (e.g. --filter TidyTests).
# Fails when a test failed, when the run died, and when no test ran.
set -eu
cd "$(dirname "$0")/.."

reports=.build/tests
log=$reports/log
rm -rf "$reports"
mkdir -p "$reports"

# Tests keep everything temporary in one folder, removed here with the tmux servers that a crashed
# run could not stop itself.
TMPDIR=$(mktemp -d /tmp/habiter-tests.XXXXXX)
# PostgreSQL servers, which refuse to run as root, pass through it as another user.
chmod 711 "$TMPDIR"
export TMPDIR
clean_up() {
  find "$TMPDIR" -type s -name tmux -exec tmux -S {} kill-server \; 2>/dev/null || true
  rm -rf "$TMPDIR"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

echo "==> building the program and its tests (debug)"
if ! swift build --build-tests; then
  echo "error: the build failed, no test ran" >&2
  echo "0 passed, 0 failed"
  exit 1
fi

echo "==> running the tests ${*:-(every ring)}; everything they say: $log"
# The screen leaves out what began or passed; the log has it.
hidden='^(◇|➜|✔ Test .* passed after|↳ (Testing Library|Target Platform)'
hidden+='|Test (Case|Suite) .*(started|passed)|\s*Executed 0 tests|\[[0-9]+/[0-9]+\] )'
set +e
swift test --skip-build --xunit-output "$reports/report.xml" "$@" </dev/null 2>&1 |
  tee "$log" | grep --line-buffered -vE "$hidden"
status=${PIPESTATUS[0]}
set -e

# XCTest is counted from the log, Swift Testing from the report that it writes at its end.
read -r passed failed skipped < <(
  swift_testing=$reports/report-swift-testing.xml
  [ -f "$swift_testing" ] || swift_testing=/dev/null
  awk '
    FILENAME == ARGV[1] { if (match($0, /^Test Case .* (passed|failed|skipped) \(/)) {
        if ($0 ~ / passed \([^(]*$/) passed++
        else if ($0 ~ / failed \([^(]*$/) failed++
        else skipped++
      }
      next
    }
    /<testcase / { open = 1; outcome = "passed" }
    open && /<failure/ { outcome = "failed" }
    open && /<skipped/ { outcome = "skipped" }
    open && (/<\/testcase>/ || /<testcase .*\/>$/) {
      open = 0
      if (outcome == "passed") passed++
      else if (outcome == "failed") failed++
      else skipped++
    }
    END { print passed + 0, failed + 0, skipped + 0 }
  ' "$log" "$swift_testing"
)

if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
  echo "error: swift test ended with status $status and named no failed test:" >&2
  echo "a crash or a suite's own failure. The end of $log:" >&2
  tail -n 40 "$log" >&2
  failed=1
fi
if [ $((passed + failed)) -eq 0 ]; then
  echo "error: no test ran" >&2
  status=1
fi
[ "$failed" -eq 0 ] || status=1

if [ "$skipped" -eq 0 ]; then
  echo "$passed passed, $failed failed"
else
  echo "$passed passed, $failed failed, $skipped skipped"
fi
exit "$status"
