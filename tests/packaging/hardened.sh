#!/bin/sh
# hardened.sh FILE…: fails unless each program or library was built with the hardening of packaging/cmake/NeoSettings.cmake.
set -eu
[ $# -gt 0 ] || { echo "usage: $0 FILE..." >&2; exit 2; }
status=0
for file in "$@"; do
    [ -s "$file" ] || { echo "there is no $file" >&2; exit 2; }
    header=$(readelf --file-header --segments --dynamic --wide "$file")
    symbols=$(readelf --dyn-syms --wide "$file")
    probes=$(objdump --disassemble --no-show-raw-insn --section=.text "$file" | grep -E 'or[lq]? +[$]0x0,.*\(%[er]sp' || true)

    # holds TEXT PATTERN WHAT; PATTERN is what an extended regular expression finds in TEXT
    lack() { echo "$file: $1" >&2; status=1; }
    holds() { echo "$1" | grep -qE "$2" || lack "$3"; }
    free_of() { if echo "$1" | grep -E "$2" >&2; then lack "$3"; fi; }

    holds "$header" '^ *Type: +DYN' "is not position-independent (-pie)"
    holds "$header" '^ *GNU_RELRO' "leaves its relocations writable (-z,relro)"
    holds "$header" '\((FLAGS|FLAGS_1)\).*NOW' "binds lazily (-z,now)"
    holds "$header" '^ *GNU_STACK .* RW  ' "has an executable stack"
    free_of "$header" '\((RPATH|RUNPATH)\)' "looks for libraries in a folder of its own"
    free_of "$header" '\(TEXTREL\)' "writes to its own code"
    holds "$symbols" ' __stack_chk_fail@' "has no stack protector (-fstack-protector-strong)"
    holds "$symbols" ' __[a-z]+_chk@' "calls no fortified function (-D_FORTIFY_SOURCE=3)"
    holds "$symbols" ' _ZSt21__glibcxx_assert_fail' "does not check the standard library's preconditions (-D_GLIBCXX_ASSERTIONS)"
    case $(uname -m) in
    x86_64 | i?86)
        holds "$probes" . "touches no page of a large stack frame (-fstack-clash-protection)"
        # The entry's own: the start files of the C library are not the project's.
        entry=$(nm --defined-only "$file" | awk '$3 == "main" || $3 == "neo_plugin_entry" {print $1}')
        at_entry=$(objdump --disassemble --no-show-raw-insn --start-address="0x$entry" --stop-address="$((0x$entry + 8))" "$file")
        holds "$at_entry" 'endbr' "does not mark where calls may arrive (-fcf-protection)"
        ;;
    esac
done
exit $status
