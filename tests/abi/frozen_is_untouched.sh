#!/bin/sh
# frozen_is_untouched.sh FOLDER: every release in this folder holds the files that were frozen, and no other.
set -eu
cd "$1"
for release in *.*/; do
    release=${release%/}
    find "$release" -type f | LC_ALL=C sort | xargs sha256sum | diff "$release.sha256" - ||
        { echo "$release was changed after it was frozen: put back what it was. A release never changes." >&2; exit 1; }
done
