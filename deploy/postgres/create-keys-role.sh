#!/bin/sh
# Runs once in a new PostgreSQL for keys: the role of the key ring and its database (docs/keys.md). Without TLS nobody comes in over the network.
set -eu
secrets=${SECRETS:-/run/secrets}
psql -v ON_ERROR_STOP=1 -U postgres -d postgres -v password="$(cat "$secrets/keys")" <<'SQL'
create role tallenne_keys login password :'password';
create database tallenne_keys owner tallenne_keys;
revoke all on database tallenne_keys from public;
grant pg_monitor to tallenne_keys;
\c tallenne_keys
grant execute on function pg_switch_wal() to tallenne_keys;
SQL
sed -i 's/^host  *all  *all  *all /hostssl all all all /' "$PGDATA/pg_hba.conf"
