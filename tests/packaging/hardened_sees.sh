#!/bin/sh
# hardened_sees.sh COMPILER: hardened.sh takes a program that was built with all flags, and refuses one that lacks any of them.
set -eu
compiler=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/sample.cpp" <<'SOURCE'
#include <cstdio>
#include <cstring>
#include <vector>
int main(int count, char** arguments) {
    char large[100000];
    std::strcpy(large, arguments[0]);
    std::vector<int> numbers(static_cast<std::size_t>(count));
    return std::puts(large) + numbers[static_cast<std::size_t>(count)];
}
SOURCE

# The flags of packaging/cmake/NeoSettings.cmake, and what becomes of a build without one of them.
cat >"$work/flags" <<'FLAGS'
-pie -no-pie
-Wl,-z,relro -Wl,-z,norelro
-Wl,-z,now -Wl,-z,lazy
-fstack-protector-strong -fno-stack-protector
-D_FORTIFY_SOURCE=3 -U_FORTIFY_SOURCE
-D_GLIBCXX_ASSERTIONS -U_GLIBCXX_ASSERTIONS
FLAGS
case $(uname -m) in
x86_64 | i?86)
    cat >>"$work/flags" <<'FLAGS'
-fstack-clash-protection -fno-stack-clash-protection
-fcf-protection -fcf-protection=none
FLAGS
    ;;
esac
all=$(cut -d' ' -f1 "$work/flags")

# build [FLAG]: whether the sample with all flags, and this behind them, is taken
build() {
    # shellcheck disable=SC2086 # words
    "$compiler" -O2 -fPIC $all "$@" "$work/sample.cpp" -o "$work/sample"
    sh "$here/hardened.sh" "$work/sample"
}

build || { echo "a program with all flags is refused" >&2; exit 1; }
status=0
while read -r flag without; do
    if build "$without" 2>"$work/refusal"; then
        echo "a program without $flag is taken" >&2
        status=1
    elif ! grep -qe "(.*${flag#-Wl,})" "$work/refusal"; then
        echo "a program without $flag is refused for another reason:" >&2
        cat "$work/refusal" >&2
        status=1
    fi
done <"$work/flags"
for extra in -Wl,-rpath,/opt -Wl,-z,execstack; do
    if build "$extra" 2>/dev/null; then
        echo "a program with $extra is taken" >&2
        status=1
    fi
done
exit $status
