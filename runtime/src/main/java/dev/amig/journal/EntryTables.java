package dev.amig.journal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Brings entries into the tables: one round trip for each table, however many the entries are. */
final class EntryTables {
    private EntryTables() {}

    /** An entry, and under which lease it is written. */
    record Fenced(Lease lease, Entry entry) {}

    /**
     * Within the caller's transaction, behind the fence.
     *
     * @return of each entry, in the same order
     * @throws LeaseLostException one of the leases is lost
     * @throws IllegalStateException an outcome was written before
     */
    static List<Written> write(Handle handle, List<Fenced> entries) {
        entries.stream().map(Fenced::lease).distinct().forEach(lease -> LeaseTable.check(handle, lease));
        AttemptTable.conclude(handle, all(entries, Entry::conclusions));
        NodeStateTable.change(handle, all(entries, Entry::nodeChanges));
        Iterator<Event> events =
                EventTable.insert(handle, all(entries, Entry::notes)).iterator();
        AttemptTable.insert(
                handle,
                entries.stream().filter(it -> it.entry().intent().isPresent()).toList());
        RunTable.setPlaces(handle, places(entries));
        return entries.stream().map(it -> written(it.entry(), events)).toList();
    }

    /**
     * The same for the usual few entries, in one round trip.
     *
     * @param pipeline what goes before them
     * @return what each entry gave, once the pipeline has run
     */
    static Supplier<List<Written>> add(Pipeline pipeline, List<Fenced> entries) {
        entries.stream().map(Fenced::lease).distinct().forEach(lease -> LeaseTable.addCheck(pipeline, lease));
        all(entries, Entry::conclusions).forEach(it -> AttemptTable.addConclusion(pipeline, it));
        all(entries, Entry::nodeChanges).forEach(it -> NodeStateTable.add(pipeline, it));
        List<Event> events = new ArrayList<>();
        all(entries, Entry::notes).forEach(it -> EventTable.addInsert(pipeline, it, events::add));
        entries.stream()
                .filter(it -> it.entry().intent().isPresent())
                .forEach(it -> AttemptTable.addInsert(pipeline, it));
        places(entries).forEach((run, place) -> RunTable.addPlace(pipeline, run, place));
        return () -> {
            Iterator<Event> inOrder = events.iterator();
            return entries.stream().map(it -> written(it.entry(), inOrder)).toList();
        };
    }

    /** The same as {@link #write} has given, when it was committed and nobody heard of it. */
    static List<Written> reread(Handle handle, List<Fenced> entries, long transaction) {
        Iterator<Event> events = EventTable.of(handle, transaction).iterator();
        return entries.stream().map(it -> written(it.entry(), events)).toList();
    }

    private static <T> List<T> all(List<Fenced> entries, Function<Entry, List<T>> part) {
        return entries.stream().flatMap(it -> part.apply(it.entry()).stream()).toList();
    }

    /** Of each run the last word: what came before it in the same transaction nobody could have seen. */
    private static Map<Long, RunTable.Place> places(List<Fenced> entries) {
        Map<Long, RunTable.Place> places = new LinkedHashMap<>();
        for (Fenced fenced : entries) {
            Entry entry = fenced.entry();
            if (entry.place().isPresent() || entry.intent().isPresent()) {
                places.merge(
                        entry.run(),
                        new RunTable.Place(
                                entry.place(),
                                entry.intent().map(it -> it.queryId().toString())),
                        RunTable.Place::then);
            }
        }
        return places;
    }

    private static Written written(Entry entry, Iterator<Event> events) {
        List<Event> own = new ArrayList<>();
        entry.notes().forEach(note -> own.add(events.next()));
        Optional<Attempt> attempt = entry.intent().map(it -> new Attempt(it.queryId(), it.sql()));
        return new Written(attempt, List.copyOf(own));
    }
}
