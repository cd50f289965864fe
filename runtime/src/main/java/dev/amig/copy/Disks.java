package dev.amig.copy;

import dev.amig.copy.Questions.Answers;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Those of one storage policy, as a node sees them. Bytes; a disk without end, such as an object storage, has {@link Long#MAX_VALUE}. */
final class Disks {
    private final List<Disk> disks;

    /**
     * @param unreserved what nobody has and nothing that is being written has asked for
     * @param keepFree   that the configuration wants to stay free
     */
    private record Disk(long unreserved, long keepFree) {}

    private Disks(List<Disk> disks) {
        this.disks = disks;
    }

    /** Adds what {@link #of} reads. */
    static Questions ask(Questions questions) {
        return questions
                .ask("disk", "[name, toString(unreserved_space), toString(keep_free_space)]", "system.disks")
                .ask("policy", "arrayConcat([policy_name], disks)", "system.storage_policies");
    }

    /** @param policy of a table */
    static Disks of(Answers answers, String policy) {
        Set<String> names = answers.rows("policy").stream()
                .filter(it -> it.get(0).equals(policy))
                .flatMap(it -> it.stream().skip(1))
                .collect(Collectors.toSet());
        return new Disks(answers.rows("disk").stream()
                .filter(it -> names.contains(it.get(0)))
                .map(it -> new Disk(bytes(it.get(1)), bytes(it.get(2))))
                .toList());
    }

    static Disks of(CopyReader server, String policy) throws CopyException, InterruptedException {
        return of(ask(new Questions()).of(server), policy);
    }

    /** The server tells 2^64 - 1 where there is no limit. */
    private static long bytes(String text) {
        long bytes = Long.parseUnsignedLong(text);
        return bytes < 0 ? Long.MAX_VALUE : bytes;
    }

    /** On the fullest of them. */
    long least() {
        return disks.stream().mapToLong(Disk::unreserved).min().orElse(0);
    }

    /** On the one with most of it. */
    long most() {
        return disks.stream().mapToLong(Disk::unreserved).max().orElse(0);
    }

    /** On all of them, beside what is to stay free. */
    long all() {
        ToLongFunction<Disk> usable = it -> it.unreserved() - Math.min(it.unreserved(), it.keepFree());
        return disks.stream()
                .mapToLong(usable)
                .reduce(0, (sum, next) -> sum > Long.MAX_VALUE - next ? Long.MAX_VALUE : sum + next);
    }
}
