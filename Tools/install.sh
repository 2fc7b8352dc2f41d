#!/usr/bin/env bash
# Installs a built habiter with its manual page, its completions and its pages for operators.
# usage: Tools/install.sh PROGRAM ROOT (as /usr/local, or a package's stage/usr)
set -eu
program=$1 root=$2
if [ ! -x "$program" ]; then
  echo "error: there is no $program to install; run first: make build" >&2
  exit 1
fi

# Debian's zsh reads the vendors' completions apart from those of /usr/local.
case $root in
*/usr/local) zsh=zsh/site-functions ;;
*/usr) zsh=zsh/vendor-completions ;;
*) zsh=zsh/site-functions ;;
esac

# put FILE: the standard input as a file that everybody reads, whatever the umask.
put() { install -D -m 644 /dev/stdin "$root/share/$1"; }

install -D -m 755 "$program" "$root/bin/habiter"
"$program" aide --man | gzip -9n | put man/man1/habiter.1.gz
"$program" aide --completion bash | put bash-completion/completions/habiter
"$program" aide --completion zsh | put "$zsh/_habiter"
"$program" aide --completion fish | put fish/vendor_completions.d/habiter.fish
for page in guide commandes import export patrimoine exploitation; do
  put "doc/habiter/$page.md" <"$(dirname "$0")/../docs/$page.md"
done
echo "==> installed $root/bin/habiter, its manual page, completions and guide"
