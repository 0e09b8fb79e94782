#!/bin/sh
# Runs once in a new PostgreSQL container for keys: the role of the key ring and its database (docs/keys.md).
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -v password="$(cat /run/secrets/keys)" <<'SQL'
create role tallenne_keys login password :'password';
create database tallenne_keys owner tallenne_keys;
revoke all on database tallenne_keys from public;
grant pg_monitor to tallenne_keys;
\c tallenne_keys
grant execute on function pg_switch_wal() to tallenne_keys;
SQL
