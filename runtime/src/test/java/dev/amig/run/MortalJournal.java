package dev.amig.run;

import dev.amig.journal.Journal;
import dev.amig.journal.Lease;
import dev.amig.journal.LeaseOwner;
import dev.amig.simulation.Misfortunes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A real journal as one runner sees it whose process ends at one of its writes. */
final class MortalJournal {
    private static final Set<String> READS = Set.of(
            "id",
            "run",
            "latestRun",
            "latestFinalization",
            "keptRows",
            "latestRuns",
            "attempts",
            "nodeStates",
            "request",
            "events",
            "activity",
            "copies");
    /** They happen by the clock, so counting them would tell a story differently each time. */
    private static final Set<String> BY_THE_CLOCK =
            Set.of("renew", "takeRequests", "acquire", "release", "answer", "recordActivity");

    private final Journal real;
    private final Misfortunes misfortunes;
    private final int dieAt;
    private final boolean committed;
    private final AtomicInteger writes = new AtomicInteger();

    private MortalJournal(Journal real, Misfortunes misfortunes, int dieAt, boolean committed) {
        this.real = real;
        this.misfortunes = misfortunes;
        this.dieAt = dieAt;
        this.committed = committed;
    }

    /**
     * @param dieAt     from 1; 0: never
     * @param committed whether the write is done before the process ends
     */
    static Journal of(Journal real, Misfortunes misfortunes, int dieAt, boolean committed) {
        MortalJournal mortal = new MortalJournal(real, misfortunes, dieAt, committed);
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(),
                new Class<?>[] {Journal.class},
                (proxy, method, arguments) -> mortal.call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        misfortunes.mustLive();
        String name = method.getName();
        if (name.equals("acquire")) {
            return acquire((String) arguments[0]);
        }
        return READS.contains(name) ? invoke(method, arguments) : write(method, arguments);
    }

    /** One at a time: when the process ends, nothing of it is still being committed beside. */
    private synchronized Object write(Method method, Object[] arguments) throws Throwable {
        misfortunes.mustLive();
        boolean last = !BY_THE_CLOCK.contains(method.getName()) && writes.incrementAndGet() == dieAt;
        if (last && !committed) {
            misfortunes.crash();
        }
        Object result = invoke(method, arguments);
        if (last) {
            misfortunes.crash();
        }
        return result;
    }

    /** In the name of a process that has ended, so that the next one need not wait for the lease of this one. */
    private Lease acquire(String cluster) {
        LeaseOwner self = LeaseOwner.thisProcess();
        return real.acquire(cluster, new LeaseOwner(self.host(), self.pid(), 1));
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
