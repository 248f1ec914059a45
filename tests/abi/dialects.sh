#!/bin/sh
# dialects.sh INCLUDE_DIRECTORY: every header of the C ABI compiles alone in every dialect of C and C++ that it promises, with both compilers.
set -eu
include=$1
headers=$(cd "$include" && find neo -name '*.h')
[ -n "$headers" ] || { echo "there are no headers in $include" >&2; exit 1; }

compile() { # COMPILER LANGUAGE DIALECT HEADER
    echo "#include <$4>" | "$1" -x "$2" -std="$3" -I "$include" -Wall -Wextra -Wpedantic -Werror -fsyntax-only - ||
        { echo "$4 does not compile as $3 with $1" >&2; exit 1; }
}

for header in $headers; do
    for dialect in c99 c11 c17 c2x; do
        for compiler in gcc clang; do compile "$compiler" c "$dialect" "$header"; done
    done
    for dialect in c++11 c++14 c++17 c++20 c++2b; do
        for compiler in g++ clang++; do compile "$compiler" c++ "$dialect" "$header"; done
    done
done
echo "$(echo "$headers" | wc -l) headers"
