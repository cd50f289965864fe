#!/usr/bin/env bash
# What the language costs without any server, measured with JMH. Arguments go to JMH: bench/language.sh parse -prof gc
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mvn -B -ntp -q -pl bench -am test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=runtime
classes="bench/target/classes:grammar/target/classes:runtime/target/classes"
exec java -Damig.templates="$PWD/templates" -cp "$classes:$(cat bench/target/bench.classpath)" org.openjdk.jmh.Main \
    -jvmArgs "-Xmx1g -XX:+UseSerialGC -Damig.templates=$PWD/templates" "$@"
