#!/usr/bin/env bash
# Installs the Debian packages named as arguments that are not installed yet.
# Asks nothing and reads no input: sudo when not root, apt-get update before the first install.
set -eu

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "==> not a Debian system: make sure that the equivalents of these are installed: $*" >&2
  exit 0
fi

missing=()
for package in "$@"; do
  # "installed" alone counts: a removed package whose configuration stays is known to dpkg too.
  status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "error: ${missing[*]} missing, and neither root nor sudo here. As root, run:" >&2
    echo "  apt-get update && apt-get install --yes ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

# Another apt at work (unattended upgrades on a fresh machine) is waited for, not failed on.
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
  apt-get -o DPkg::Lock::Timeout=300 --quiet)
echo "==> installing ${missing[*]}"
"${apt[@]}" update </dev/null
"${apt[@]}" install --yes --no-install-recommends "${missing[@]}" </dev/null
