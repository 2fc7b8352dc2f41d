#!/usr/bin/env bash
# private-redmine.sh FOLDER: Debian's Redmine on loopback, nothing outside of FOLDER but packages.
#
# It lives as long as this script's standard input stays open; by hand, Ctrl-D. FOLDER/redmine.env
# appears once it answers: its port, the keys of two accounts, the numbers of what a ticket needs.
# The first time takes a minute; afterwards the database is put back from a copy.
set -euo pipefail

here=$(dirname "$(realpath "$0")")
folder=$(realpath -m "${1:?a folder}")
# Debian's bundler 2.3.27 does not work with its gems.
export BUNDLER_VERSION=2.3.15
mkdir -p "$folder"/{config,log,files,tmp/cache,tmp/pids,public/plugin_assets}
rm -f "$folder/redmine.env" "$folder/Gemfile.lock"
cat > "$folder/config/database.yml" <<END
production:
  adapter: sqlite3
  database: $folder/redmine.sqlite3
  timeout: 10000
END
[ -f "$folder/config/secret_key.txt" ] ||
  head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' > "$folder/config/secret_key.txt"
cat > "$folder/Gemfile" <<'END'
eval_gemfile '/usr/share/redmine/Gemfile'
gem 'sqlite3', '~> 1.4.0'
gem 'puma'
END
# The name of an instance is joined to /usr/share/redmine/instances: up to / and down to FOLDER.
export REDMINE_INSTANCE="../../../../../../../..$folder" BUNDLE_GEMFILE="$folder/Gemfile" \
  RAILS_ENV=production HOME="$folder" BUNDLE_SILENCE_ROOT_WARNING=1 LANG=C.UTF-8 \
  SCHEMA=/dev/null REDMINE_LANG=fr RUBYOPT=-W0
cd /usr/share/redmine
if [ ! -f "$folder/template.sqlite3" ]; then
  rm -f "$folder/redmine.sqlite3"
  bundle install --local --quiet
  # In one process they fail, on columns that the first has just added.
  bundle exec rake db:migrate > "$folder/log/setup.log" 2>&1
  bundle exec rake redmine:load_default_data >> "$folder/log/setup.log" 2>&1
  bundle exec rails runner "$here/private-redmine.rb" > "$folder/seed.env"
  cp "$folder/redmine.sqlite3" "$folder/template.sqlite3"
fi
cp "$folder/template.sqlite3" "$folder/redmine.sqlite3"

port=$(python3 -c '
import socket
one = socket.socket()
one.bind(("127.0.0.1", 0))
print(one.getsockname()[1])')
bundle exec puma -q -e production -b "tcp://127.0.0.1:$port" -t 1:4 \
  --dir /usr/share/redmine /usr/share/redmine/config.ru > "$folder/log/puma.log" 2>&1 < /dev/null &
puma=$!
trap 'kill "$puma" 2>/dev/null; wait "$puma" 2>/dev/null || true; rm -f "$folder/redmine.env"' EXIT
trap 'exit 130' INT TERM HUP
for _ in $(seq 600); do
  kill -0 "$puma" 2>/dev/null || { tail -n 20 "$folder/log/puma.log" >&2; exit 1; }
  if curl -q -s -o /dev/null "http://127.0.0.1:$port/"; then
    { echo "port=$port"; cat "$folder/seed.env"; } > "$folder/redmine.env.tmp"
    mv "$folder/redmine.env.tmp" "$folder/redmine.env"
    echo "ready $folder $port"
    break
  fi
  sleep 0.2
done
cat > /dev/null
