#!/usr/bin/env bash
# A copy of 100,000 chunks from one JVM with a heap of 256 MB. Usage: bench/many_chunks.sh [NODES] [CHUNKS_OF_EACH]
# The servers are simulated in the same JVM and answer at once; the journal is a real one and durable (fsync). First 10 nodes (NODES)
# with 10,000 chunks each (CHUNKS_OF_EACH, a multiple of 50) to the end; then one node with as many as all of them, to its 2,000th
# chunk, stopped, and gone on with to its 4,000th.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
nodes=${1:-10} chunks=${2:-10000}
mvn -B -ntp -q -pl bench -am test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=runtime
classes="bench/target/classes:grammar/target/classes:runtime/target/classes:embedded/target/classes:$(cat bench/target/bench.classpath)"
bench=(java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m "-Damig.templates=$PWD/templates" -cp "$classes" dev.amig.bench.ManyChunks)
"${bench[@]}" "$nodes" "$chunks"
"${bench[@]}" 1 "$((nodes * chunks))" 2000 4000
