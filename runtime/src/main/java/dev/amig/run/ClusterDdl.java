package dev.amig.run;

import dev.amig.journal.Outcome;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.SqlWords;
import dev.amig.transport.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What became of a statement {@code ON CLUSTER}, host by host. The server puts it into a queue in Keeper, each host takes it from
 * there, and by default the first host's error hides how the others fared. With {@code distributed_ddl_output_mode =
 * 'never_throw'} the answer has a row for every host: an error code, 0, or NULL where the host was not done when
 * {@code distributed_ddl_task_timeout} ended.
 */
final class ClusterDdl {
    private static final String OUTPUT_MODE = "distributed_ddl_output_mode";

    private final List<Host> hosts;

    private ClusterDdl(List<Host> hosts) {
        this.hosts = hosts;
    }

    /** @param code empty while it is not done there */
    private record Host(String name, Optional<Integer> code, String error) {
        boolean hasFailed() {
            return code.filter(it -> it != 0).isPresent();
        }

        boolean isDone() {
            return code.filter(it -> it == 0).isPresent();
        }
    }

    static boolean isOnCluster(String sql) {
        return new SqlWords(sql).holds("ON", "CLUSTER");
    }

    /** Without which the server's answer does not tell of every host. */
    static Map<String, String> settings() {
        return Map.of(OUTPUT_MODE, "never_throw");
    }

    /** Empty where the author has chosen another form of answer, or nothing was sent to a queue. */
    static Optional<ClusterDdl> answered(Result result) {
        List<String> columns =
                result.columns().stream().map(Result.Column::name).toList();
        int host = columns.indexOf("host");
        int port = columns.indexOf("port");
        int status = columns.indexOf("status");
        int error = columns.indexOf("error");
        if (IntStream.of(host, port, status, error).anyMatch(it -> it < 0)) {
            return Optional.empty();
        }
        return Optional.of(new ClusterDdl(result.rows().stream()
                .map(row -> host(row.get(host), row.get(port), row.get(status), row.get(error)))
                .toList()));
    }

    /** What the queue itself has of the statement with this {@code log_comment}. */
    static String question(String logComment) {
        return "SELECT host, port, if(status = 'Finished', exception_code, NULL) AS status, exception_text AS error"
                + " FROM system.distributed_ddl_queue WHERE settings['log_comment'] = "
                + Literals.quote(logComment) + " ORDER BY host, port";
    }

    private static Host host(Object host, Object port, Object status, Object error) {
        Optional<Integer> code = Optional.ofNullable(status).map(it -> ((Number) it).intValue());
        String text = String.valueOf(error).lines().findFirst().orElse("");
        return new Host(host + ":" + port, code, text);
    }

    /** @param applied what it is when every host has done it */
    Outcome outcome(Outcome.Applied applied) {
        Optional<Host> failed = hosts.stream().filter(Host::hasFailed).findFirst();
        if (failed.isPresent()) {
            return new Outcome.Failed(failed.get().code().orElseThrow(), "ON CLUSTER " + sentence());
        }
        return hosts.isEmpty() || hosts.stream().anyMatch(it -> !it.isDone())
                ? new Outcome.Unknown("ON CLUSTER " + sentence()
                        + "; it stays in the queue, and they do it when they can: see system.distributed_ddl_queue")
                : applied;
    }

    /** Of those that have not done it yet. */
    Optional<String> waitingFor() {
        return names(it -> it.code().isEmpty()).map(it -> "waiting for " + it);
    }

    private String sentence() {
        if (hosts.isEmpty()) {
            return "it is not known how the hosts fared";
        }
        String failed = hosts.stream()
                .filter(Host::hasFailed)
                .map(it -> "failed on " + it.name() + " with error " + it.code().orElseThrow() + ": " + it.error())
                .collect(Collectors.joining("; "));
        Optional<String> waiting = names(it -> it.code().isEmpty()).map(it -> "is not done on " + it);
        Optional<String> done = names(Host::isDone).map(it -> "was done on " + it);
        return List.of(Optional.of(failed).filter(it -> !it.isEmpty()), waiting, done).stream()
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
    }

    private Optional<String> names(Predicate<Host> which) {
        return Optional.of(hosts.stream().filter(which).map(Host::name).collect(Collectors.joining(", ")))
                .filter(it -> !it.isEmpty());
    }
}
