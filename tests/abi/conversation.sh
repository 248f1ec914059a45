#!/bin/sh
# conversation.sh HOST PLUGIN RELEASE: the host and the plugin, one of them of an older release, say to each other what those of that
# release did: its folder in packaging/abi holds it.
set -eu
said=$(mktemp)
trap 'rm -f "$said"' EXIT
"$1" "$2" '{"limit":1}' /etc/frozen > "$said"
diff "$3/conversation.txt" "$said"
