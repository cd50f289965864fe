#!/bin/sh
# How long short commands take, from the shell's point of view. Usage: bench/startup.sh [RUNS]
# A first run builds amig and keeps the archive of its classes; it is not counted. Prints the least, the middle and the
# greatest wall time of RUNS runs (20) in milliseconds. Needs a date that knows nanoseconds (GNU, BusyBox).
set -eu
cd -- "${0%/*}/.."
runs=${1:-20}

measure() {
    "$@" >/dev/null || { echo "$*: exit code $?" >&2; exit 1; }
    i=0
    while [ "$i" -lt "$runs" ]; do
        begin=$(date +%s%N)
        "$@" >/dev/null
        end=$(date +%s%N)
        echo $(((end - begin) / 1000000))
        i=$((i + 1))
    done | sort -n | awk -v command="$*" \
        '{ t[NR] = $1 } END { printf "%6d %6d %6d  %s\n", t[1], t[int((NR + 1) / 2)], t[NR], command }'
}

printf '%6s %6s %6s  (ms, %d runs each)\n' least middle most "$runs"
measure ./amig --help
measure ./amig --version
measure ./amig help cluster
measure ./amig render bench/ten_steps.amig
