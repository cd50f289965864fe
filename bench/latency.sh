#!/bin/sh
# How long a call of a node takes over gRPC and over HTTP, and with the JDK's own HTTP client as a measure of the node itself.
# Usage: bench/latency.sh [CALLS [LARGE_CALLS]]
# Starts a node of its own and sends in turns: a trivial statement (CALLS times, 2000), one with a million rows of output and one
# that inserts five million (LARGE_CALLS times each, 30), after as many uncounted ones as make them warm. Java runs as for amig.
set -eu
cd -- "${0%/*}/.."
./amig --version >/dev/null
read -r build <target/amig/current
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
    -cp "target/amig/$build/lib/*" bench/Latency.java "${1:-2000}" "${2:-30}"
