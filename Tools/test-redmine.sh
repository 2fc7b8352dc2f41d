#!/usr/bin/env bash
# Tests the tickets against Debian's Redmine, started privately: root and a network, once, to
# install it. Says why when it cannot, and is then no failure.
set -euo pipefail
cd "$(dirname "$0")/.."

skip() {
  echo "skipped: $*"
  exit 0
}
has() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q '^install ok installed'; }

packages=()
for package in redmine redmine-sqlite puma curl python3; do
  has "$package" || packages+=("$package")
done
if [ ${#packages[@]} -gt 0 ]; then
  [ "$(id -u)" -eq 0 ] || skip "installing Redmine (${packages[*]}) needs root"
  echo "==> installing Redmine (300 MB, once): ${packages[*]}"
  export DEBIAN_FRONTEND=noninteractive BUNDLER_VERSION=2.3.15
  # dbconfig-no-thanks: the package makes no database of its own.
  apt-get update -qq || skip "Redmine cannot be installed (no network?)"
  apt-get install -y -qq --no-install-recommends "${packages[@]}" dbconfig-no-thanks \
    </dev/null >/dev/null || skip "Redmine cannot be installed (no network?)"
fi

folder=$(realpath -m .build/redmine)
mkdir -p "$folder"
echo "==> starting Redmine (a minute the first time)"
started=$SECONDS
mkfifo "$folder/line.$$"
bash Tests/Fixtures/private-redmine.sh "$folder" <"$folder/line.$$" &
redmine=$!
exec 9>"$folder/line.$$"
rm "$folder/line.$$"
trap 'exec 9>&-; wait "$redmine" || true' EXIT
until [ -f "$folder/redmine.env" ]; do
  kill -0 "$redmine" 2>/dev/null || { echo "Redmine does not start: $folder/log" >&2; exit 1; }
  sleep 0.2
done
echo "==> Redmine answers after $((SECONDS - started)) s"
HABITER_REDMINE="$folder/redmine.env" Tools/run-tests.sh --filter RealRedmineTests 9>&-
