#!/bin/sh
# The contract of the image `postgres` that stacks rest on (docker-library/postgres, README): the
# variables POSTGRES_PASSWORD, _USER, _DB and the password's _FILE; passwords over the network, none
# for who is in the container; the server runs as postgres.
set -eu

[ -z "${POSTGRES_PASSWORD_FILE:-}" ] || POSTGRES_PASSWORD=$(cat "$POSTGRES_PASSWORD_FILE")
user=${POSTGRES_USER:-postgres}
name=${POSTGRES_DB:-$user}
as_postgres() {
  setpriv --reuid postgres --regid postgres --init-groups "$@"
}

mkdir -p "$PGDATA"
chown -R postgres:postgres "$PGDATA"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  [ -n "${POSTGRES_PASSWORD:-}" ] || { echo 'POSTGRES_PASSWORD is not set' >&2 && exit 1; }
  printf '%s\n' "$POSTGRES_PASSWORD" >/tmp/password
  chown postgres /tmp/password
  as_postgres initdb -D "$PGDATA" -U "$user" --pwfile /tmp/password --auth-local trust --auth-host scram-sha-256 --locale C.UTF-8
  rm -f /tmp/password
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  as_postgres pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
  [ "$name" = postgres ] || as_postgres createdb -U "$user" "$name"
  as_postgres pg_ctl -D "$PGDATA" -m fast -w stop
fi
exec setpriv --reuid postgres --regid postgres --init-groups "$@" -c listen_addresses='*'
