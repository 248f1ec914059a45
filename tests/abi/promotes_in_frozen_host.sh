#!/bin/sh
# promotes_in_frozen_host.sh HOST PLUGIN: a host of an older release, or of now, runs Neo Promote of today: every hook answers, a promotion is made,
# and every service hears the arguments by their right names.
set -eu
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
"$1" "$2" '{"database": {"backend": "sqlite", "connection": "promote.db"}}' "$directory" > "$directory/said"

fail() { echo "The host did not hear or get: $1" >&2; cat "$directory/said" >&2; exit 1; }
expect() {
    while IFS= read -r expected; do
        grep -qE "^$expected" "$directory/said" || fail "$expected"
    done
}
expect <<'EXPECTED'
neo-promote starts: 0 $
< org-mapping/1 register_organization 0 \{"id":"acme-dev",
created=1$
< org-mapping/1 add 0 \{"target":"acme-uat",.*"relation":"sibling"
< org-mapping/1 change_relation 0 \{"target":"acme-uat",.*"relation":"default"
< org-mapping/1 list 0 \{"items":\[\{"target":"acme-uat"
< org-mapping/1 changes 0 \{"items":\[\{.*"organization":"acme-dev","target":"acme-uat"
< org-mapping/1 remove 0 $
< promote/1 targets 0 \{"items":\[\{"organization":"acme-uat"
< promote/1 target_applications 0 \{"items":\[\{"id":"crm"
< promote/1 preflight 0 \{"promotable":true
< promote/1 promote 0 \{.*"status":"succeeded"
< history/1 list 0 \{"items":\[\{.*"status":"succeeded"
< history/1 get 1 \{"status":404
mount=/extensions/neo$
< http/1 handle 200 content-type: application/json; .*\{"user":\{"id":"ana"
< operations/1 health 0 \{"status":"ok"
neo_promotions_total\{status="succeeded"\} 1$
< operations/1 recover 0 \{"recovered":0,"remaining":0\}$
< operations/1 reconcile 0 \{"checked":1,
< operations/1 copy 0 \{"tables":\[\]\}$
> directory/1 get_organization organization=acme-uat$
> directory/1 list_organizations search= after= limit=[0-9]+$
> directory/1 get_user user=ana$
> access/1 list_grants user=ana$
> applications/1 list organization=acme-uat$
> dataflows/1 apply fence=[0-9]+ promotion_key=[0-9a-f]{64} payload_hash=[0-9a-f]{64} actor=ana source_organization=acme-dev source_dataflow=welcome source_version=1 target_organization=acme-uat target_application=crm expected_dataflow= name=Welcome method=POST url=/welcome module= global=0 content=\{"blocks":\[\],"connections":\[\]\}$
> dataflows/1 find promotion_key=[0-9a-f]{64}$
> dataflows/1 list_applied after= limit=[0-9]+$
neo-promote stopped$
EXPECTED

# The facts of the decision: in one answer, or one by one.
if grep -q "^> dataflows/1 get_case " "$directory/said"; then
    expect <<'EXPECTED'
> dataflows/1 get_case actor=ana source_organization=acme-dev source_dataflow=welcome source_version=1 target_organization=acme-uat$
EXPECTED
else
    expect <<'EXPECTED'
> access/1 check user=ana organization=acme-uat permission=neo.promote$
> dataflows/1 get_version organization=acme-dev dataflow=welcome version=1$
> dataflows/1 find_by_trigger organization=acme-uat method=POST url=/welcome$
EXPECTED
fi

# Which version is where, for a host that asks.
if grep -q "^< history/1 origin " "$directory/said"; then
    expect <<'EXPECTED'
< history/1 origin 0 \{"hops":\[\{"organization":"acme-uat",.*\{"organization":"acme-dev",.*"complete":true\}$
< history/1 spread 0 \{"items":\[\{"organization":"acme-uat",.*"summary":\{"uat":\{"current":1\}\}
< history/1 board 0 \{"items":\[\{"id":"welcome",.*"types":\{"uat":\{"organizations":1,"current":1,
< history/1 compare 0 \{"against":\{"organization":"acme-uat","dataflow":"arrived","version":2
< history/1 recalls 0 \{"recalled":null,"changes":\[\]\}$
< history/1 counts 0 \{"counts":\{"succeeded":1\},"complete":true\}$
< promote/1 recall 0 \{"reason":"it loses mails",.*"recalled_by":"ana"
recalled=1$
< promote/1 take_back 0 $
EXPECTED
fi
