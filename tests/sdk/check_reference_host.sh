#!/bin/sh
# check_reference_host.sh NEO_HOST CHECK_PLUGIN: the reference host, on SQLite, loads the conformance plugin, which starts
# only if the host keeps every promise of its contract.
set -eu
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cat > "$directory/platform.json" <<'JSON'
{"organizations": [
   {"id": "acme-dev", "name": "Acme Dev", "cluster": "eu", "neo_enabled": true, "modules": ["loyalty"],
    "applications": [{"id": "crm", "name": "CRM", "kind": "custom"}]},
   {"id": "acme-uat", "name": "Acme UAT", "cluster": "eu", "neo_enabled": true, "modules": [],
    "applications": [{"id": "default", "name": "Default", "kind": "default"},
                     {"id": "middleware", "name": "Middleware", "kind": "middleware"},
                     {"id": "crm", "name": "CRM", "kind": "custom"}, {"id": "shop", "name": "Shop", "kind": "custom"}]}],
 "users": [
   {"id": "ana", "name": "Ana", "token": "token-of-ana-0123456789",
    "grants": [{"organization": "acme-dev", "permissions": ["neo.view", "neo.promote"]},
               {"organization": "acme-uat", "permissions": ["neo.view", "neo.promote"]}]},
   {"id": "bob", "name": "Bob", "token": "token-of-bob-0123456789",
    "grants": [{"organization": "acme-dev", "permissions": ["neo.view"]}]}],
 "dataflows": [
   {"organization": "acme-dev", "id": "bye", "name": "Bye", "application": "crm", "global": true, "module": null,
    "versions": [{"version": 1, "state": "draft", "trigger": {"url": "/bye", "method": "POST"}, "tags": ["mail"],
                  "blocks": [], "connections": []}]},
   {"organization": "acme-dev", "id": "welcome", "name": "Welcome", "application": "crm", "global": false,
    "module": "loyalty",
    "versions": [{"version": 1, "state": "approved", "trigger": {"url": "/welcome", "method": "POST"}, "tags": ["mail"],
                  "blocks": [], "connections": []}]}]}
JSON
cat > "$directory/host.json" <<JSON
{"listen": {"address": "127.0.0.1", "port": 0}, "cluster": "eu",
 "store": {"backend": "sqlite", "connection": "host.db"},
 "plugins": [{"library": "$2",
              "config": {"actor": "ana", "stranger": "bob",
                         "source": {"organization": "acme-dev", "dataflow": "welcome", "version": 1},
                         "target": {"organization": "acme-uat", "application": "crm"}}}]}
JSON
"$1" import --config "$directory/host.json" "$directory/platform.json"
"$1" check-config --config "$directory/host.json"
"$1" check-config --config "$directory/host.json"
