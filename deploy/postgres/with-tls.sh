#!/bin/sh
# Starts the image's PostgreSQL with TLS. The key is copied to memory: PostgreSQL wants it to be its own and nobody else's to read.
set -eu
install -m 0600 /run/secrets/tls-key /var/run/postgresql/server.key
exec docker-entrypoint.sh postgres -c ssl=on -c ssl_min_protocol_version=TLSv1.2 \
  -c ssl_cert_file=/run/secrets/tls-certificate -c ssl_key_file=/var/run/postgresql/server.key "$@"
