#!/bin/sh
# How long short commands take, from the shell's point of view. Usage: bench/startup.sh [RUNS]
# A first run builds amig and keeps the archive of its classes; it is not counted. The commands take turns, so that they share
# what else the machine does; the first line is Java alone, to compare with. Prints the least, the middle and the greatest wall
# time of RUNS runs (20) in milliseconds. Needs a date that knows nanoseconds (GNU, BusyBox).
set -eu
cd -- "${0%/*}/.."
runs=${1:-20}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

commands() {
    echo "$java -version"
    echo './amig --help'
    echo './amig --version'
    echo './amig help cluster'
    echo './amig render bench/ten_steps.amig'
}

# shellcheck disable=SC2086 # a command and its arguments
run() {
    $1 >/dev/null 2>&1 || { echo "$1: exit code $?" >&2; exit 1; }
}

round() {
    commands | while read -r command; do
        begin=$(date +%s%N)
        run "$command" </dev/null
        end=$(date +%s%N)
        echo "$(((end - begin) / 1000000)) $command"
    done
}

round >/dev/null
printf '%6s %6s %6s  (ms, %d runs each)\n' least middle most "$runs"
times=$(i=0; while [ "$i" -lt "$runs" ]; do round; i=$((i + 1)); done)
commands | while read -r command; do
    echo "$times" | sort -n | awk -v command="$command" \
        'substr($0, index($0, " ") + 1) == command { t[++n] = $1 } END { printf "%6d %6d %6d  %s\n", t[1], t[int((n + 1) / 2)], t[n], command }'
done
