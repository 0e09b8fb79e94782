#!/bin/sh
# Makes the secrets of docker-compose.yml in ./secrets: passwords, addresses, and an authority of this installation's own that
# signs the certificates between its parts. The proxy's certificate is for browsers: replace it by one that they trust.
#   deploy/make-secrets.sh [name of the service, such as tallenne.example.org]
set -eu
umask 077
name=${1:-localhost}
folder=${SECRETS:-secrets}
[ ! -e "$folder" ] || { echo "$folder is there already: what is in it opens what is kept. Move it away first." >&2; exit 1; }
draft=$(mktemp -d "$(dirname "$folder")/secrets.XXXXXX")
trap 'rm -rf "$draft"' EXIT

secret() { openssl rand -hex 32 | tr -d '\n' > "$draft/$1"; }
for one in superuser owner application keys token s3-secret-key; do secret "$one"; done
openssl rand -hex 10 | tr -d '\n' > "$draft/s3-access-key"

address() { printf 'postgresql://%s:%s@%s/%s?sslmode=verify-full&sslrootcert=/run/secrets/authority' "$1" "$(cat "$draft/$2")" "$3" "$4" > "$draft/$5"; }
address tallenne_owner owner database tallenne owner-url
address tallenne_app application database tallenne application-url
address tallenne_keys keys keys-database tallenne_keys keys-url

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1825 -subj "/CN=Tallenne, authority of one installation" \
  -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign \
  -keyout "$draft/authority-key" -out "$draft/authority" 2>/dev/null
certificate() {
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$2" -keyout "$draft/$1-key" -out "$draft/request" 2>/dev/null
  printf 'subjectAltName=DNS:%s,DNS:localhost\nextendedKeyUsage=serverAuth\n' "$2" > "$draft/extensions"
  openssl x509 -req -in "$draft/request" -CA "$draft/authority" -CAkey "$draft/authority-key" -CAcreateserial -days 825 \
    -extfile "$draft/extensions" -out "$draft/$1-certificate" 2>/dev/null
}
certificate database database
certificate keys-database keys-database
certificate store store
certificate proxy "$name"
rm -f "$draft/request" "$draft/extensions" "$draft/authority.srl"

# Each container sees only the files that it is given, under a user of its own: this folder is what keeps them from others.
chmod 0444 "$draft"/*
chmod 0400 "$draft/authority-key"
chmod 0700 "$draft"
mv "$draft" "$folder"
trap - EXIT
echo "Made $folder. Keep a copy of it where no backup of the databases or of the recordings goes."
