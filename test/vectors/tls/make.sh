#!/bin/sh
# Makes the certificates of this folder, for tests only: their keys are public. Needs OpenSSL 3.
set -eu
cd "$(dirname "$0")"
rm -rf ca.tmp && mkdir ca.tmp
cat > ca.tmp/cnf <<'CNF'
[ca]
default_ca=d
[d]
database=ca.tmp/index
unique_subject=no
new_certs_dir=ca.tmp
default_md=sha256
policy=p
rand_serial=yes
[p]
CN=supplied
O=optional
[req]
distinguished_name=dn
[dn]
CNF
: > ca.tmp/index
from=20200101000000Z until=21200101000000Z
local="subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1"
rsa="-algorithm RSA -pkeyopt rsa_keygen_bits:2048"

# name, key options, issuer (ca or self), extensions, further options of `openssl ca`
certificate() {
  name=$1 key=$2 issuer=$3 extensions=$4
  shift 4
  openssl genpkey $key -out "$name.key" 2>/dev/null
  openssl req -new -key "$name.key" -config ca.tmp/cnf -subj "/CN=$name/O=wmilink test" -out ca.tmp/csr
  printf '%s\n' "$extensions" > ca.tmp/ext
  if [ "$issuer" = self ]; then sign="-selfsign -keyfile $name.key"; else sign="-cert ca.pem -keyfile ca.key"; fi
  openssl ca -batch -notext -config ca.tmp/cnf -in ca.tmp/csr $sign -extfile ca.tmp/ext -out "$name.pem" \
    -startdate $from -enddate $until "$@" 2>/dev/null
}

certificate ca "$rsa" self 'basicConstraints=critical,CA:true'
certificate server "$rsa" ca "$local"
certificate wrong-name "$rsa" ca 'subjectAltName=DNS:other.example'
certificate pss "$rsa" ca "$local" -md sha384 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:48
certificate client "$rsa" ca 'extendedKeyUsage=clientAuth
subjectAltName=otherName:1.3.6.1.4.1.311.20.2.3;UTF8:ann@localhost'
certificate ecdsa "-algorithm EC -pkeyopt ec_paramgen_curve:P-384" self "$local" -md sha384
certificate self-signed "$rsa" self "$local"
certificate expired "$rsa" ca "$local" -startdate 20000101000000Z -enddate 20010101000000Z
rm -rf ca.tmp
