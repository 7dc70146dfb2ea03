#!/bin/sh
# The contract of the image `mongo` that stacks rest on (docker-library/mongo, README): the variables
# MONGO_INITDB_ROOT_USERNAME and _PASSWORD and their _FILE; an empty directory is set up first, by a
# server that only the container itself reaches and that knows no user yet.
set -eu

password=${MONGO_INITDB_ROOT_PASSWORD:-}
[ -z "${MONGO_INITDB_ROOT_PASSWORD_FILE:-}" ] || password=$(cat "$MONGO_INITDB_ROOT_PASSWORD_FILE")
serve() {
  address=$1
  shift
  exec setpriv --reuid mongodb --clear-groups ferretdb --handler=sqlite --sqlite-url=file:/data/db/ \
    --state-dir=/data/db --listen-addr="$address:27017" --debug-addr=- --telemetry=disable --log-level=warn "$@"
}

chown -R mongodb /data/db
if [ ! -e /data/db/admin.sqlite ]; then
  (serve 127.0.0.1) &
  sleep 5
  kill "$!"
  wait
fi
serve 0.0.0.0 --test-enable-new-auth --setup-database=admin \
  --setup-username="$MONGO_INITDB_ROOT_USERNAME" --setup-password="$password"
