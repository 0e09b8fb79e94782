#!/bin/bash
# A small S3 store for docker-compose.yml: one Ceph monitor, one OSD on a file, one gateway with TLS, one user and one bucket.
# It keeps one copy. Whoever has an S3 store of their own, with copies on several machines, uses that instead (docs/production.md).
set -euo pipefail
folder=${STORE:-/var/lib/ceph/tallenne}
secrets=${SECRETS:-/run/secrets}
listen=${LISTEN:-0.0.0.0}
port=${STORE_PORT:-8443}
monitor_port=${MONITOR_PORT:-3300}
size=${STORE_BYTES:-107374182400}
bucket=${BUCKET:-tallenne}
conf=(-c "$folder/ceph.conf")
cd /usr

write_conf() {
  cat > "$folder/ceph.conf" <<CONF
[global]
fsid = $1
mon host = [v2:127.0.0.1:$monitor_port/0]
mon initial members = a
public addr = 127.0.0.1
keyring = $folder/keyring
run dir = $folder/run
crash dir = $folder/run
admin socket =
pid file =
log to file = false
log to stderr = false
err to stderr = true
mon cluster log to file = false
mon data = $folder/mon
osd data = $folder/osd
rgw data = $folder/rgw
osd objectstore = bluestore
bluestore block size = $size
osd memory target = 1073741824
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd pool default pgp num = 8
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
CONF
}

# Signed here (AWS Signature Version 4): the curl of the image signs as the gateway does not take it (curl/curl#8810, #9588), and `ceph` is
# Python, so that is there.
make_bucket() {
  python3 - "$secrets" "localhost:$port" "$bucket" <<'PYTHON'
import datetime, hashlib, hmac, ssl, sys, urllib.request

secrets, host, bucket = sys.argv[1:]

def secret(name):
    with open(f"{secrets}/{name}") as file:
        return file.read().strip()

at = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
nothing = hashlib.sha256(b"").hexdigest()
headers = {"host": host, "x-amz-content-sha256": nothing, "x-amz-date": at}
signed = ";".join(headers)
request = "\n".join(["PUT", f"/{bucket}", "", *(f"{name}:{value}" for name, value in headers.items()), "", signed, nothing])
scope = f"{at[:8]}/default/s3/aws4_request"
text = "\n".join(["AWS4-HMAC-SHA256", at, scope, hashlib.sha256(request.encode()).hexdigest()])
key = ("AWS4" + secret("s3-secret-key")).encode()
for part in scope.split("/"):
    key = hmac.new(key, part.encode(), "sha256").digest()
signature = hmac.new(key, text.encode(), "sha256").hexdigest()
credential = f"{secret('s3-access-key')}/{scope}"
headers["authorization"] = f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={signed}, Signature={signature}"
context = ssl.create_default_context(cafile=f"{secrets}/authority")
context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # name and chain are checked; not how an authority of one's own describes itself
urllib.request.urlopen(urllib.request.Request(f"https://{host}/{bucket}", method="PUT", headers=headers), context=context)
PYTHON
}

daemons=()
start() { "$@" "${conf[@]}" -f & daemons+=($!); }
wait_for() { for _ in $(seq 300); do "$@" >/dev/null 2>&1 && return; sleep 0.2; done; echo "The store did not start: $1" >&2; exit 1; }
stop() { kill "${daemons[@]}" 2>/dev/null || true; wait "${daemons[@]}" 2>/dev/null || true; }
trap stop EXIT
trap 'exit 0' TERM INT

if [ ! -e "$folder/made" ]; then
  rm -rf "${folder:?}"/*
  mkdir -p "$folder"/{mon,osd,rgw,run}
  fsid=$(cat /proc/sys/kernel/random/uuid)
  write_conf "$fsid"
  monmaptool --create --addv a "[v2:127.0.0.1:$monitor_port]" --fsid "$fsid" "$folder/monmap" >/dev/null
  ceph-authtool "$folder/keyring" --create-keyring --gen-key -n mon. --cap mon 'allow *' >/dev/null
  ceph-authtool "$folder/keyring" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *' >/dev/null
  ceph-authtool "$folder/keyring" --gen-key -n osd.0 --cap mon 'allow profile osd' --cap osd 'allow *' >/dev/null
  ceph-mon "${conf[@]}" --mkfs -i a --monmap "$folder/monmap" --keyring "$folder/keyring"
else
  write_conf "$(sed -n 's/^fsid = //p' "$folder/ceph.conf")"
fi
start ceph-mon -i a
if [ ! -e "$folder/made" ]; then
  uuid=$(cat /proc/sys/kernel/random/uuid)
  wait_for ceph "${conf[@]}" osd new "$uuid"
  ceph-osd "${conf[@]}" -i 0 --mkfs --osd-uuid "$uuid"
fi
start ceph-osd -i 0
osd_up() { ceph "${conf[@]}" osd stat -f json | grep -q '"num_up_osds":1'; }
wait_for osd_up
start radosgw -n client.admin --rgw-frontends "beast ssl_endpoint=$listen:$port ssl_certificate=$secrets/store-certificate ssl_private_key=$secrets/store-key"
gateway_up() { curl -sf --cacert "$secrets/authority" "https://localhost:$port"; }
wait_for gateway_up

if [ ! -e "$folder/made" ]; then
  # Without a group of zones that synchronise, the gateway has no replication to set up for a bucket.
  radosgw-admin "${conf[@]}" sync group create --group-id=one --status=allowed >/dev/null
  # The keys go by pipes, not by a command line that everybody can list.
  radosgw-admin "${conf[@]}" user create --uid=tallenne --display-name=Tallenne >/dev/null
  keys() { printf 's|"%s_key": "[^"]*"|"%s_key": "%s"|\n' access access "$(cat "$secrets/s3-access-key")" secret secret "$(cat "$secrets/s3-secret-key")"; }
  radosgw-admin "${conf[@]}" metadata get user:tallenne | sed -f <(keys) | radosgw-admin "${conf[@]}" metadata put user:tallenne >/dev/null
  make_bucket
  touch "$folder/made"
fi
echo "The store answers."
wait -n "${daemons[@]}"
