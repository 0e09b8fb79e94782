#!/bin/sh
# Runs once in a new PostgreSQL: the two roles of Tallenne and its database (design §7). Without TLS nobody comes in over the network.
set -eu
secrets=${SECRETS:-/run/secrets}
psql -v ON_ERROR_STOP=1 -U postgres -d postgres \
  -v owner="$(cat "$secrets/owner")" -v application="$(cat "$secrets/application")" <<'SQL'
create role tallenne_owner login password :'owner';
create role tallenne_app login password :'application';
create database tallenne owner tallenne_owner;
revoke all on database tallenne from public;
grant connect on database tallenne to tallenne_app;
SQL
sed -i 's/^host  *all  *all  *all /hostssl all all all /' "$PGDATA/pg_hba.conf"
