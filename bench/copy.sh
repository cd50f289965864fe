#!/usr/bin/env bash
# How fast a table of events gets a new sorting key, by hand and by COPY. Usage: bench/copy.sh [ROWS [ROUNDS]]
# ROWS (10,000,000) sample events in four partitions of one embedded node are copied in turns by each way, ROUNDS times (5) after
# one that is not counted, in another order each time. Then as many on two shards, to see what it costs to prove a copy. The journal is
# durable (fsync). Needs about 3 GB of disk.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mvn -B -ntp -q -pl bench -am test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=runtime
classes="bench/target/classes:grammar/target/classes:runtime/target/classes:embedded/target/classes:$(cat bench/target/bench.classpath)"
measure() {
    java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m "-Damig.templates=$PWD/templates" -cp "$classes" "dev.amig.bench.$1" "${@:2}"
}
measure CopySpeed "${1:-10000000}" "${2:-5}"
measure VerifyCost "${1:-10000000}" "${2:-5}"
