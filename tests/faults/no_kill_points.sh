#!/bin/sh
# Fails when one of these files holds what a kill point or fail point compiles to. For release builds.
# Usage: no_kill_points.sh CONTROL FILE…      CONTROL: a test build's program, which must hold it
set -eu
[ $# -gt 1 ] || { echo "usage: $0 CONTROL FILE..." >&2; exit 2; }
# Each point reads the variable that arms it.
holds_points() { strings -a "$1" | grep -E 'NEO_(KILL|FAIL)_POINT'; }

control=$1
shift
holds_points "$control" >/dev/null || { echo "$control holds no kill points: this check would see none" >&2; exit 2; }
found=0
for file in "$@"; do
    [ -s "$file" ] || { echo "there is no $file" >&2; exit 2; }
    if names=$(holds_points "$file"); then
        printf '%s holds:\n%s\n' "$file" "$names" >&2
        found=1
    fi
done
exit $found
