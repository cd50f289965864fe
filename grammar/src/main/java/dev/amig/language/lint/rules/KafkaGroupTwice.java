package dev.amig.language.lint.rules;

import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.lint.ProjectRule;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import dev.amig.language.lint.TableUse;
import dev.amig.language.lint.Tables;
import dev.amig.language.source.Location;
import dev.amig.language.sql.QualifiedName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each message goes to one member of a group. */
public final class KafkaGroupTwice extends ProjectRule {
    public KafkaGroupTwice() {
        super(new RulePage(Severity.ERROR, "two Kafka tables share a consumer group", """
                        Kafka gives each message to one consumer of a group. Two tables with one group name share the topic between them: each sees a part of the
                        messages, and rows are missing in both destinations. A table that takes another's place either has a group of its own, or is created after the
                        other was dropped, as the rule sees when the files say so.
                        """, """
                        MIGRATION 0003_kafka;

                        STEP create_queue ON EACH REPLICA {
                          CREATE TABLE IF NOT EXISTS posthog.kafka_events (uuid UUID) ENGINE = Kafka('kafka:9092', 'events', 'clickhouse', 'JSONEachRow')
                        }
                        ROLLBACK { DROP TABLE IF EXISTS posthog.kafka_events SYNC };

                        STEP create_second_queue ON EACH REPLICA {
                          CREATE TABLE IF NOT EXISTS posthog.kafka_events2 (uuid UUID) ENGINE = Kafka
                          SETTINGS kafka_broker_list = 'kafka:9092', kafka_topic_list = 'events', kafka_group_name = 'clickhouse', kafka_format = 'JSONEachRow'
                        }
                        ROLLBACK { DROP TABLE IF EXISTS posthog.kafka_events2 SYNC };
                        """, """
                        MIGRATION 0003_kafka;

                        STEP create_queue ON EACH REPLICA {
                          CREATE TABLE IF NOT EXISTS posthog.kafka_events (uuid UUID) ENGINE = Kafka('kafka:9092', 'events', 'clickhouse', 'JSONEachRow')
                        }
                        ROLLBACK { DROP TABLE IF EXISTS posthog.kafka_events SYNC };

                        STEP create_second_queue ON EACH REPLICA {
                          CREATE TABLE IF NOT EXISTS posthog.kafka_events2 (uuid UUID) ENGINE = Kafka
                          SETTINGS kafka_broker_list = 'kafka:9092', kafka_topic_list = 'events', kafka_group_name = 'clickhouse2', kafka_format = 'JSONEachRow'
                        }
                        ROLLBACK { DROP TABLE IF EXISTS posthog.kafka_events2 SYNC };
                        """));
    }

    private record Member(QualifiedName table, Location place) {}

    @Override
    public void check(List<LintedFile> files, Findings findings) {
        Map<String, Member> members = new HashMap<>();
        for (LintedFile file : files) {
            for (LintedSql sql : file.sql(Use.STATEMENT)) {
                Tables.dropped(sql)
                        .ifPresent(it -> members.values()
                                .removeIf(member -> member.table().equals(it.name())));
                Optional<TableUse> created = Tables.created(sql);
                int group = created.isPresent() && Tables.isEngine(sql, "Kafka") ? group(sql) : -1;
                if (group >= 0) {
                    check(file, sql, group, created.get().name(), members, findings);
                }
            }
        }
    }

    private static void check(
            LintedFile file,
            LintedSql sql,
            int at,
            QualifiedName table,
            Map<String, Member> members,
            Findings findings) {
        String group = sql.tokens().get(at).string().orElse("");
        Member first = members.putIfAbsent(group, new Member(table, sql.location(at)));
        if (first != null && !first.table().equals(table)) {
            findings.add(
                    file,
                    sql.location(at),
                    "%s and %s (%s) would share the messages of the consumer group %s: each sees a part of them"
                            .formatted(table, first.table(), first.place(), group),
                    "write a group of its own, such as '%s_%s'".formatted(group, table.table()));
        }
    }

    /** The token of the name: a setting, or the third argument of the engine. */
    private static int group(LintedSql sql) {
        int setting = sql.find(0, "kafka_group_name", "=");
        if (setting >= 0) {
            return setting + 2 < sql.tokens().size() ? setting + 2 : -1;
        }
        int open = Tables.engine(sql) + 1;
        List<Integer> arguments = sql.reads(open, "(") ? Tables.elements(sql, open) : List.of();
        return arguments.size() > 2 ? arguments.get(2) : -1;
    }
}
