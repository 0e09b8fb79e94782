#!/bin/sh
# Runs once in a new PostgreSQL container: the two roles of Tallenne and its database (design §7).
set -eu
psql -v ON_ERROR_STOP=1 -U postgres \
  -v owner="$(cat /run/secrets/owner)" -v application="$(cat /run/secrets/application)" <<'SQL'
create role tallenne_owner login password :'owner';
create role tallenne_app login password :'application';
create database tallenne owner tallenne_owner;
revoke all on database tallenne from public;
grant connect on database tallenne to tallenne_app;
SQL
