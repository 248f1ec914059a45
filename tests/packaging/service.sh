#!/bin/sh
# service.sh BUILD_DIRECTORY: the unit is installed with the host, systemd understands it, and what it leaves open scores below 2.0
# of 10.
set -eu
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
cmake --install "$1" --prefix "$prefix" --component host >/dev/null
unit=$prefix/lib/systemd/system/neo-host.service
grep -q "^ExecStart=$prefix/bin/neo-host " "$unit"
[ -s "$prefix/lib/sysusers.d/neo-host.conf" ]
# What systemd does not know it says, and goes on.
said=$(SYSTEMD_LOG_LEVEL=warning systemd-analyze verify --man=no "$unit" 2>&1 || true)
if echo "$said" | grep -F neo-host; then exit 1; fi
# In tenths.
systemd-analyze security --offline=true --threshold=19 "$unit"
