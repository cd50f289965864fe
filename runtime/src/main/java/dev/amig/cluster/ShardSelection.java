package dev.amig.cluster;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Some shards of a cluster, or all: {@code 1}, {@code 2..4}, {@code 1,3..5}.
 *
 * @param numbers empty: all
 */
public record ShardSelection(Set<Integer> numbers) {
    public static final ShardSelection ALL = new ShardSelection(Set.of());

    private static final Pattern RANGE = Pattern.compile("\\s*(\\d{1,5})\\s*(?:\\.\\.\\s*(\\d{1,5})\\s*)?");

    public ShardSelection {
        numbers = Set.copyOf(numbers);
    }

    /** @throws IllegalArgumentException with a sentence for a person */
    public static ShardSelection parse(String text) {
        Set<Integer> numbers = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part);
            int first = range.matches() ? Integer.parseInt(range.group(1)) : 0;
            int last = first > 0 && range.group(2) != null ? Integer.parseInt(range.group(2)) : first;
            if (first < 1 || last < first) {
                throw new IllegalArgumentException("'%s' names no shards; write 1, or 2..4, or 1,3..5".formatted(text));
            }
            for (int number = first; number <= last; number++) {
                numbers.add(number);
            }
        }
        return new ShardSelection(numbers);
    }

    public boolean isAll() {
        return numbers.isEmpty();
    }

    public boolean contains(Node node) {
        return isAll() || numbers.contains(node.shard());
    }

    /** What does not fit a cluster, for a person. */
    public Optional<String> misfit(Cluster cluster) {
        List<Integer> unknown = numbers.stream()
                .filter(it -> cluster.shard(it).isEmpty())
                .sorted()
                .toList();
        List<Integer> known = cluster.shards().stream().map(Shard::number).toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("cluster %2$s has no %1$s; it has %3$s"
                        .formatted(words(unknown), cluster.name(), words(known)));
    }

    /** {@code shard 1}, {@code shards 1, 3..5}. */
    public static String words(List<Integer> numbers) {
        return (numbers.size() == 1 ? "shard " : "shards ") + text(numbers);
    }

    /** {@code 1,3..5}, as {@link #parse} reads it. */
    public static String text(List<Integer> numbers) {
        List<Integer> sorted = numbers.stream().sorted().toList();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sorted.size(); ) {
            int end = i;
            while (end + 1 < sorted.size() && sorted.get(end + 1) == sorted.get(end) + 1) {
                end++;
            }
            text.append(text.isEmpty() ? "" : ",").append(sorted.get(i));
            text.append(end == i ? "" : (end == i + 1 ? "," : "..") + sorted.get(end));
            i = end + 1;
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return isAll() ? "all shards" : words(numbers.stream().sorted().collect(Collectors.toList()));
    }
}
