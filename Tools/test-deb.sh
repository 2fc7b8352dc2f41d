#!/usr/bin/env bash
# Tries the package on a bare Debian: installed by apt, opened in a terminal, removed.
# usage: Tools/test-deb.sh PACKAGE. Ends on 0 and says why when this machine cannot do it.
set -eu
package=$(realpath "$1")
cache=.build/debootstrap
release=${DEB_RELEASE:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
mirror=${DEB_MIRROR:-http://deb.debian.org/debian}

skip() {
  echo "skipped: $*"
  exit 0
}
fail() {
  echo "error: $*" >&2
  exit 1
}
[ "$(id -u)" -eq 0 ] || skip "a bare Debian is made and entered by root alone"
for tool in debootstrap tmux; do
  command -v $tool >/dev/null || skip "$tool is not installed"
done

if command -v lintian >/dev/null; then
  lintian --fail-on error,warning "$package" || fail "lintian complains"
  echo "==> lintian has nothing against it"
else
  echo "==> lintian is not installed: the package is not judged by it"
fi

work=$(mktemp -d /tmp/habiter-deb.XXXXXX)
clean_up() {
  tmux -S "$work/tmux" kill-server 2>/dev/null || true
  umount "$work/root/proc" 2>/dev/null || true
  rm -rf --one-file-system "$work"
}
trap clean_up EXIT
root=$work/root

# The packages of the bare system are kept, so that a second run downloads none of them.
mkdir -p "$cache"
echo "==> making a bare Debian $release"
debootstrap --variant=minbase --cache-dir="$(realpath "$cache")" "$release" "$root" "$mirror" \
  >"$work/log" 2>&1 || { tail -n 3 "$work/log"; skip "no bare Debian could be made (network?)"; }
mount -t proc proc "$root/proc" || true

# A home of its own, a terminal that every Debian knows.
clean=(env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root TERM=screen)
inside() { chroot "$root" "${clean[@]}" "$@"; }
packages() { inside dpkg-query -W -f '${Package}\n' | sort; }

cp "$package" "$root/tmp/habiter.deb"
packages >"$work/before"
inside apt-get update >>"$work/log" 2>&1 || skip "no package list (network?)"
inside env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
  /tmp/habiter.deb >>"$work/log" 2>&1 || { tail -n 20 "$work/log"; fail "apt does not install it"; }
packages >"$work/after"
added=$(comm -13 "$work/before" "$work/after" | xargs)
echo "==> apt installed: $added"
for name in $added; do
  case $name in
  habiter | libncursesw6 | libsqlite3-0) ;;
  *) fail "$name came with it" ;;
  esac
done

inside habiter --version
inside habiter aide agir >/dev/null
[ -s "$root/usr/share/man/man1/habiter.1.gz" ] || fail "no manual page"

# It opens in a terminal, shows the day's work, and leaves.
mux() { tmux -S "$work/tmux" -f /dev/null "$@"; }
mux -u new-session -d -x 100 -y 30 \
  "chroot $root ${clean[*]} habiter demo --taille petite; echo ended \$? >$work/ended"
for _ in $(seq 300); do
  if mux capture-pane -p 2>/dev/null | grep -q 'Ma journée'; then
    shown=yes
    break
  fi
  [ ! -e "$work/ended" ] || break
  sleep 0.2
done
[ "${shown:-}" = yes ] || mux capture-pane -p 2>/dev/null || true
[ "${shown:-}" = yes ] || fail "it does not open: $(cat "$work/ended" 2>/dev/null)"
mux capture-pane -p | head -n 4
mux send-keys q
for _ in $(seq 100); do [ -e "$work/ended" ] && break || sleep 0.1; done
[ "$(cat "$work/ended" 2>/dev/null)" = "ended 0" ] || fail "it does not leave by q"
inside habiter dossiers --demo --retard --csv | head -n 2 >/dev/null

inside dpkg --purge habiter >>"$work/log" 2>&1
left=$(cd "$root" && find usr -path '*habiter*' | head)
[ -z "$left" ] || fail "left behind: $left"
echo "==> installed, opened and removed on a bare Debian $release"
