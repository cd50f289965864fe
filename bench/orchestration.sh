#!/usr/bin/env bash
# What a run adds to its statements, and a run on a thousand nodes from one JVM. Usage: bench/orchestration.sh [ROUNDS]
# First 200 trivial statements on each of two embedded nodes, by a run and by the bare transports in turns (ROUNDS times, 9). Then
# 1,000 nodes x 50 statements with a heap of 256 MB, once in one step and once in ten. The journal is durable (fsync) in both.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mvn -B -ntp -q -pl bench -am test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=runtime
classes="bench/target/classes:grammar/target/classes:runtime/target/classes:embedded/target/classes:$(cat bench/target/bench.classpath)"
bench=(java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m "-Damig.templates=$PWD/templates" -cp "$classes")
"${bench[@]}" dev.amig.bench.OrchestrationCost "${1:-9}"
"${bench[@]}" dev.amig.bench.ManyNodes 1000 1 50
"${bench[@]}" dev.amig.bench.ManyNodes 1000 10 5
