#!/bin/sh
# Starts the image's PostgreSQL with TLS. The key is copied to memory: PostgreSQL wants it to be its own and nobody else's to read.
set -eu
secrets=${SECRETS:-/run/secrets}
run=${RUN:-/var/run/postgresql}
install -m 0600 "$secrets/tls-key" "$run/server.key"
exec docker-entrypoint.sh postgres -c ssl=on -c ssl_min_protocol_version=TLSv1.2 \
  -c ssl_cert_file="$secrets/tls-certificate" -c ssl_key_file="$run/server.key" "$@"
