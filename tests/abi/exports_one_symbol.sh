#!/bin/sh
# exports_one_symbol.sh LIBRARY: fails unless the library exports neo_plugin_entry and nothing else.
set -eu
exported=$(nm -D --defined-only "$1" | awk '{print $NF}' | sort -u)
echo "exported by $1:"
echo "$exported"
[ "$exported" = neo_plugin_entry ]
