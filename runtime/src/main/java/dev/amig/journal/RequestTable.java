package dev.amig.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** {@code amig.request}. */
final class RequestTable {
    private RequestTable() {}

    static Request insert(Handle handle, long run, Request.Kind kind, String argument, String by, String because) {
        return handle.createQuery("""
                        insert into amig.request (run, kind, argument, requested_by, because)
                        values (:run, :kind, :argument, :by, :because) returning *
                        """)
                .bind("run", run)
                .bind("kind", kind.name())
                .bind("argument", argument)
                .bind("by", by)
                .bind("because", because)
                .map((row, context) -> read(row))
                .one();
    }

    static boolean isAnyOpen(Handle handle, long run) {
        return handle.createQuery("select exists (select from amig.request where run = :run and answer is null)")
                .bind("run", run)
                .mapTo(Boolean.class)
                .one();
    }

    /** Those that nobody has answered, and that this owner of the lease has not taken yet. */
    static List<Request> take(Handle handle, Lease lease, long run) {
        return handle
                .createQuery("""
                        update amig.request set taken_at = now(), taken_fence = :fence
                        where run = :run and answer is null and (taken_fence is null or taken_fence < :fence)
                        returning *
                        """)
                .bind("run", run)
                .bind("fence", lease.fence())
                .map((row, context) -> read(row))
                .stream()
                .sorted(Comparator.comparingLong(Request::id))
                .toList();
    }

    /** Those that a transaction has posted or taken. */
    static List<Request> of(Handle handle, long transaction) {
        return handle.createQuery("select * from amig.request where " + EventTable.MADE_BY + " order by id")
                .bind("transaction", transaction)
                .map((row, context) -> read(row))
                .list();
    }

    /** @return whether nobody had answered it before */
    static boolean answer(Handle handle, Request request, Request.Answer answer) {
        int updated = handle.createUpdate("""
                        update amig.request set accepted = :accepted, answer = :answer, answered_at = now()
                        where id = :id and answer is null
                        """)
                .bind("id", request.id())
                .bind("accepted", answer.accepted())
                .bind("answer", answer.sentence())
                .execute();
        return updated == 1;
    }

    static Optional<Request> find(Handle handle, long id) {
        return handle.createQuery("select * from amig.request where id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    static Request read(ResultSet row) throws SQLException {
        String answer = row.getString("answer");
        boolean accepted = row.getBoolean("accepted");
        return new Request(
                row.getLong("id"),
                row.getLong("run"),
                Request.Kind.valueOf(row.getString("kind")),
                row.getString("argument"),
                row.getString("requested_by"),
                row.getString("because"),
                RunTable.instant(row, "requested_at").orElseThrow(),
                Optional.ofNullable(answer).map(sentence -> new Request.Answer(accepted, sentence)));
    }
}
