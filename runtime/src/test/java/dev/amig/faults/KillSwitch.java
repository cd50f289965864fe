package dev.amig.faults;

import dev.amig.faults.KillPoint.Moment;
import dev.amig.journal.CopyJournal;
import dev.amig.journal.Entry;
import dev.amig.journal.Journal;
import dev.amig.journal.Lease;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds a runner for ever at its {@link KillPoint}: from there on it writes nothing, sends nothing and hears no answer. What then
 * happens to its process is the same as if it had happened in that instant.
 */
final class KillSwitch {
    /** They come when they come, so they cannot be counted. */
    private static final Set<String> BY_THE_CLOCK = Set.of("renew", "recordActivity", "takeRequests", "answer");

    private final KillPoint point;
    private final Runnable onReached;
    private final Map<Moment, Integer> counts = new EnumMap<>(Moment.class);
    private final CountDownLatch reached = new CountDownLatch(1);
    private final Object writing = new Object();
    private int onTheWire;

    /** @param onReached runs when the runner is held */
    KillSwitch(KillPoint point, Runnable onReached) {
        this.point = point;
        this.onReached = onReached;
    }

    /** Counts, and holds nobody. */
    static KillSwitch counting() {
        return new KillSwitch(KillPoint.NEVER, () -> {});
    }

    synchronized int count(Moment moment) {
        return counts.getOrDefault(moment, 0);
    }

    /** @return whether it was reached in time, and what was on the wire then has ended */
    boolean await(long seconds) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        if (!reached.await(seconds, TimeUnit.SECONDS)) {
            return false;
        }
        while (isOnTheWire() && System.nanoTime() < until) {
            Thread.sleep(5);
        }
        return !isOnTheWire();
    }

    private synchronized boolean isOnTheWire() {
        return onTheWire > 0;
    }

    private synchronized void passed(Moment moment) {
        if (counts.merge(moment, 1, Integer::sum) == point.number() && point.moment() == moment) {
            reached.countDown();
            onReached.run();
        }
    }

    private void holdIfReached() {
        while (reached.getCount() == 0) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                // A runner that is dead does not hear that it shall end.
                continue;
            }
        }
    }

    Journal watch(Journal real) {
        return watch(Journal.class, real);
    }

    private <T> T watch(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(real, method, arguments)));
    }

    private Object call(Object real, Method method, Object[] arguments) throws Throwable {
        holdIfReached();
        if (!isCounted(method, arguments)) {
            Object answer = invoke(real, method, arguments);
            return answer instanceof CopyJournal copies ? watch(CopyJournal.class, copies) : answer;
        }
        Object result;
        // One at a time: after write 7 there are exactly seven, whatever other nodes were about to write.
        synchronized (writing) {
            holdIfReached();
            result = invoke(real, method, arguments);
            passed(Moment.AFTER_WRITE);
        }
        holdIfReached();
        return result;
    }

    /** A heartbeat comes when it comes. */
    private static boolean isCounted(Method method, Object[] arguments) {
        if (arguments != null && arguments[arguments.length - 1] instanceof Entry entry && entry.isEmpty()) {
            return false;
        }
        boolean writes = method.getParameterCount() > 0 && method.getParameterTypes()[0] == Lease.class;
        return method.getName().equals("acquire") || writes && !BY_THE_CLOCK.contains(method.getName());
    }

    private static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    Transport watch(Transport real) {
        return new Transport() {
            @Override
            public Result execute(Query query, ProgressListener progress) throws QueryException {
                return QueryId.parse(query.queryId()).isPresent()
                        ? send(real, query, progress)
                        : real.execute(query, progress);
            }

            @Override
            public boolean cancel(String queryId) throws QueryException {
                holdIfReached();
                return real.cancel(queryId);
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }

    private Result send(Transport real, Query query, ProgressListener progress) throws QueryException {
        holdIfReached();
        if (!goOnTheWire()) {
            holdIfReached();
        }
        try {
            return real.execute(query, progress);
        } finally {
            leaveTheWire();
            passed(Moment.AFTER_ANSWER);
            holdIfReached();
        }
    }

    private synchronized boolean goOnTheWire() {
        boolean may = reached.getCount() > 0;
        onTheWire += may ? 1 : 0;
        return may;
    }

    private synchronized void leaveTheWire() {
        onTheWire--;
    }
}
