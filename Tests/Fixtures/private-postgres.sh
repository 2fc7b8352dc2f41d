#!/usr/bin/env bash
# Private PostgreSQL servers for tests: loopback and a socket, nothing outside of one new folder.
#
# They live as long as this script's standard input stays open, so that they go with whoever
# started it, however that ends; by hand, Ctrl-D. It says "ready FOLDER PORT" (in the folder: the
# socket, ca.crt, other-ca.crt), then answers each line it reads with "ok …" or "error …":
#   stop SERVER [fast|immediate]   start SERVER   restart SERVER
#   standby SERVER                 a standby of "primary", answered with "ok PORT"
#   promote SERVER
# Who may log in: postgres by the socket, without a password (the caller's own user); any other
# role by its password, over TCP with TLS only.
set -eu

# What the caller left open is not for servers to keep (255 is this script).
for descriptor in /proc/self/fd/*; do
  descriptor=${descriptor##*/}
  case $descriptor in 0 | 1 | 2 | 255) ;; *) eval "exec $descriptor>&-" ;; esac
done

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ ! -x "${bin:-}/initdb" ] && initdb=$(command -v initdb); then bin=$(dirname "$initdb"); fi
if [ ! -x "${bin:-}/initdb" ]; then
  echo "error no PostgreSQL server here (make test installs it)"
  exit 1
fi

caller=$(id -un)
# The server refuses to run as root.
as_server=()
if [ "$(id -u)" -eq 0 ]; then
  as_server=(setpriv --reuid=postgres --regid=postgres --init-groups --)
fi
parent=${TMPDIR:-/tmp}
"${as_server[@]}" test -x "$parent" || parent=/tmp
folder=$(mktemp -d "$parent/pg.XXXXXX")
chmod 711 "$folder"
[ "$(id -u)" -ne 0 ] || chown postgres: "$folder"
as_server+=(env "HOME=$folder" LC_ALL=C.UTF-8)
cd "$folder"
exec 2>"$folder/log"

control() { "${as_server[@]}" "$bin/pg_ctl" -D "$folder/$1" "${@:2}" >&2; }

clean_up() {
  trap - EXIT
  for pid in "$folder"/*/postmaster.pid; do
    [ ! -e "$pid" ] || control "$(basename "$(dirname "$pid")")" stop -m immediate || true
  done
  cd /
  rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

# Both authorities have one name: that of the signature is what tells them apart.
certificates() {
  local authority
  for authority in ca other-ca; do
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 \
      -subj "/CN=Tests" -keyout $authority.key -out $authority.crt \
      -addext "basicConstraints=critical,CA:TRUE"
  done
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=localhost" \
    -keyout server.key -out server.csr
  printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' >server.ext
  openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 \
    -extfile server.ext -out server.crt
  chmod 600 ./*.key
  chmod 644 ca.crt other-ca.crt
}

configure() {
  cat >>primary/postgresql.conf <<EOF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$folder'
ssl = on
ssl_cert_file = '$folder/server.crt'
ssl_key_file = '$folder/server.key'
fsync = off
full_page_writes = off
shared_buffers = 32MB
min_wal_size = 2MB
max_wal_size = 64MB
hot_standby = on
log_min_messages = log
EOF
  cat >primary/pg_hba.conf <<EOF
local   all          postgres               peer map=tests
local   replication  postgres               peer map=tests
hostssl all          all      127.0.0.1/32  scram-sha-256
EOF
  local user
  for user in "$caller" postgres; do echo "tests $user postgres"; done >primary/pg_ident.conf
}

# Two callers may take the same port; the one that loses tries another.
launch() {
  local attempt
  for attempt in 1 2 3 4 5 6 7 8; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    echo "port = $port" | "${as_server[@]}" tee "$1/port.conf" >&2
    if control "$1" --log="$folder/$1.log" --wait --silent start; then return; fi
  done
  cat "$folder/$1.log" >&2
  return 1
}

primary() {
  certificates
  "$bin/initdb" -D primary -U postgres -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions \
    -A reject --wal-segsize=1
  configure
  echo "include 'port.conf'" >>primary/postgresql.conf
}

# Called in a condition, where a failure does not end the script: each step asks for the one before.
standby() {
  local source
  source=$(sed 's/port = //' primary/port.conf) &&
    "${as_server[@]}" "$bin/pg_basebackup" -D "$1" -R -X stream -c fast --no-sync -C -S "$1" \
      -d "host=$folder port=$source user=postgres" >&2 &&
    launch "$1"
}

obey() {
  case $1 in
  start | restart) control "$2" --log="$folder/$2.log" --wait --silent "$1" ;;
  stop) control "$2" --wait --silent --mode="${3:-fast}" stop ;;
  standby) standby "$2" ;;
  promote) control "$2" --wait --silent promote ;;
  *) false ;;
  esac
}

# On one line, for who reads it.
last_words() { tail -n 5 "$folder/log" | tr '\n' ' '; }

export bin folder caller
export -f primary certificates configure
if "${as_server[@]}" bash -euc primary >&2 && launch primary; then
  echo "ready $folder $port"
else
  echo "error no server: $(last_words)"
  exit 1
fi

while read -r order server mode; do
  if obey "$order" "$server" "$mode"; then
    echo "ok $port"
  else
    echo "error $order $server: $(last_words)"
  fi
done
