#!/bin/sh
# Fails when one of these files holds the name of a kill point or of the variable that arms one. For release builds.
# Usage: no_kill_points.sh FILE…
set -eu
[ $# -gt 0 ] || { echo "no files given" >&2; exit 2; }
found=0
for file in "$@"; do
    [ -s "$file" ] || { echo "there is no $file" >&2; exit 2; }
    if names=$(strings -a "$file" | grep -E 'NEO_(KILL|FAIL)_POINT|(before|after)_(call|intent|outcome|commit|reply)$|^(recover|reconcile|promote)\.[a-z_]+\.(before|after)'); then
        printf '%s holds:\n%s\n' "$file" "$names" >&2
        found=1
    fi
done
exit $found
