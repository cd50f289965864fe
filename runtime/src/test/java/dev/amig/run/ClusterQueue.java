package dev.amig.run;

import dev.amig.transport.ForwardingTransport;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The engine of the tests has no Keeper, so no queue of statements {@code ON CLUSTER}. This has the real server answer in the
 * queue's place with rows of the types that one gives: the answer to the statement, and later what the queue holds.
 */
final class ClusterQueue {
    static final String DONE = "('h1', 9000, 0, '', 0, 0), ('h2', 9000, 0, '', 0, 0)";
    static final String ONE_FAILED =
            "('h1', 9000, 0, '', 0, 0), ('h2', 9000, 57, 'Code: 57. DB::Exception: Table x exists', 0, 0)";
    static final String ONE_IS_LATE = "('h1', 9000, 0, '', 1, 0), ('h2', 9000, NULL, NULL, 1, 0)";

    /** As the log has it, it must read like a statement {@code ON CLUSTER}. */
    private static final String HOLDS_THE_WORDS =
            " WHERE 1 = (SELECT count() FROM (SELECT 1 AS cluster) AS a JOIN (SELECT 1 AS c) AS b ON cluster = c)";

    private final List<Map<String, String>> settings = new CopyOnWriteArrayList<>();
    private volatile String answer = DONE;
    private volatile String queue = "";

    /** @param hosts host, port, error code or NULL, error, hosts remaining, hosts active */
    void answers(String hosts) {
        answer = hosts;
    }

    /** @param hosts host, port, error code or NULL where it is not finished, error */
    void holds(String hosts) {
        queue = hosts;
    }

    /** Of every statement that was sent on the cluster. */
    List<Map<String, String>> settings() {
        return settings;
    }

    Transport before(Transport real) {
        return new ForwardingTransport(real) {
            @Override
            public Result execute(Query query, ProgressListener progress) throws QueryException {
                if (query.sql().contains("system.distributed_ddl_queue")) {
                    return real.execute(
                            rows(
                                    query,
                                    "host Nullable(String), port Nullable(UInt16), status Nullable(UInt16), error Nullable(String)",
                                    queue),
                            progress);
                }
                if (ClusterDdl.isOnCluster(query.sql())) {
                    settings.add(query.settings());
                    return real.execute(
                            rows(
                                    query,
                                    "host String, port UInt16, status Nullable(Int64), error Nullable(String), num_hosts_remaining UInt64, num_hosts_active UInt64",
                                    answer),
                            progress);
                }
                return real.execute(query, progress);
            }
        };
    }

    private static Query rows(Query query, String structure, String rows) {
        String sql = "SELECT * FROM values('" + structure + "', " + rows + ")" + HOLDS_THE_WORDS;
        return new Query(sql, query.queryId(), query.settings(), query.database(), query.timeout(), query.maxRows());
    }
}
