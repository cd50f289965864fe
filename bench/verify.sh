#!/usr/bin/env bash
# What VERIFY COPY costs beside its copy. Usage: bench/verify.sh [ROWS [ROUNDS]]
# ROWS (10,000,000) sample events in four partitions of each of two embedded shards are copied and compared, ROUNDS times (3) after
# one that is not counted. The journal is durable (fsync). Needs about 3 GB of disk.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mvn -B -ntp -q -pl bench -am test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=runtime
classes="bench/target/classes:grammar/target/classes:runtime/target/classes:embedded/target/classes:$(cat bench/target/bench.classpath)"
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m "-Damig.templates=$PWD/templates" -cp "$classes" \
    dev.amig.bench.VerifyCost "${1:-10000000}" "${2:-3}"
