#!/bin/sh
# Starts the image's PostgreSQL with TLS, and with nothing of what people are called or have written in its log (docs/postgresql.md).
# The key is copied to memory: PostgreSQL wants it to be its own and nobody else's to read.
set -eu
secrets=${SECRETS:-/run/secrets}
run=${RUN:-/var/run/postgresql}
install -m 0600 "$secrets/tls-key" "$run/server.key"
exec docker-entrypoint.sh postgres -c ssl=on -c ssl_min_protocol_version=TLSv1.2 \
  -c ssl_cert_file="$secrets/tls-certificate" -c ssl_key_file="$run/server.key" \
  -c log_min_messages=log -c log_min_error_statement=panic -c log_error_verbosity=terse -c log_statement=none -c log_duration=off \
  -c log_min_duration_statement=-1 -c log_min_duration_sample=-1 -c log_transaction_sample_rate=0 \
  -c log_parameter_max_length=0 -c log_parameter_max_length_on_error=0 -c log_lock_waits=off "$@"
