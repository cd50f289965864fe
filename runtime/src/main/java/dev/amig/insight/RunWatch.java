package dev.amig.insight;

import dev.amig.journal.Event;
import dev.amig.journal.Journal;
import dev.amig.journal.Run;
import dev.amig.progress.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows one run from another process: each look gives what is and what has happened since the one before. */
public final class RunWatch {
    private final Journal journal;
    private final Run run;
    private final Optional<Servers> servers;
    private long seen;

    /**
     * @param servers asked only where no runner tells what they do; absent: nobody here can reach them
     * @param seen    the number of the last event that is known; 0: all are news
     */
    public RunWatch(Journal journal, Run run, Optional<Servers> servers, long seen) {
        this.journal = journal;
        this.run = run;
        this.servers = servers;
        this.seen = seen;
    }

    /** @param news events in their order */
    public record Look(RunFacts facts, Progress progress, List<Event> news) {
        /** Nobody drives the run, so nothing will change by itself. */
        public boolean isOver() {
            return !facts.isDriven();
        }
    }

    public Look look() throws InterruptedException {
        // Facts first: an event that comes in between is shown a look later, never lost.
        RunFacts facts = RunFacts.read(journal, run);
        List<Event> news = journal.events(run.id(), seen);
        if (!news.isEmpty()) {
            seen = news.get(news.size() - 1).sequence();
        }
        boolean silent = facts.freshActivity().isEmpty() && !facts.inFlight().isEmpty();
        Map<String, RunningQuery> running =
                silent && servers.isPresent() ? servers.get().running(facts.inFlight()) : Map.of();
        return new Look(facts, LiveProgress.of(facts, running), news);
    }
}
