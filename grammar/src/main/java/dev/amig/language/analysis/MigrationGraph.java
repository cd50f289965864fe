package dev.amig.language.analysis;

import dev.amig.language.source.Location;
import dev.amig.language.source.Problem;
import dev.amig.language.text.Spelling;
import dev.amig.language.tree.Name;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Migrations and what they depend on. */
public final class MigrationGraph {
    private final Map<String, ValidMigration> byName;
    private final List<ValidMigration> inOrder;

    private MigrationGraph(Map<String, ValidMigration> byName, List<ValidMigration> inOrder) {
        this.byName = byName;
        this.inOrder = List.copyOf(inOrder);
    }

    /**
     * @throws AnalysisException two migrations of one name, a dependency that does not exist, a cycle; all at once, except
     *     that cycles are looked for only where the rest is right
     */
    public static MigrationGraph of(Collection<ValidMigration> migrations) {
        var byName = new TreeMap<String, ValidMigration>();
        var problems = new ArrayList<Problem>();
        var sorted = migrations.stream()
                .sorted(Comparator.comparing(it -> it.source().name()))
                .toList();
        for (ValidMigration it : sorted) {
            ValidMigration first = byName.putIfAbsent(it.name(), it);
            if (first != null) {
                problems.add(it.source()
                        .problem(
                                it.migration().name().location(),
                                "a second migration is called %s; the first is %s"
                                        .formatted(
                                                it.name(),
                                                first.migration().name().location()))
                        .withRule("migration-name-twice"));
            }
        }
        byName.values().forEach(it -> problems.addAll(missing(it, byName)));
        if (problems.isEmpty()) {
            cycle(byName).ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            throw new AnalysisException(problems);
        }
        return new MigrationGraph(byName, order(byName));
    }

    /** Dependencies first; by name where there is a choice. */
    public List<ValidMigration> inOrder() {
        return inOrder;
    }

    public Optional<ValidMigration> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private static List<Problem> missing(ValidMigration migration, Map<String, ValidMigration> byName) {
        return migration.migration().dependsOn().stream()
                .filter(it -> !byName.containsKey(it.value()))
                .map(it -> {
                    Problem problem = migration
                            .source()
                            .problem(it.location(), "there is no migration %s".formatted(it))
                            .withRule("unknown-dependency");
                    return problem.withHint(Spelling.didYouMean(it.value(), byName.keySet())
                            .orElse("write it, as %s.amig in this folder, or take it out of DEPENDS ON".formatted(it)));
                })
                .toList();
    }

    private static Optional<Problem> cycle(Map<String, ValidMigration> byName) {
        Set<String> done = new HashSet<>();
        for (ValidMigration it : byName.values()) {
            Optional<Problem> found = cycle(it, byName, new ArrayDeque<>(), done);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> cycle(
            ValidMigration migration, Map<String, ValidMigration> byName, Deque<String> path, Set<String> done) {
        if (done.contains(migration.name())) {
            return Optional.empty();
        }
        path.addLast(migration.name());
        for (Name dependency : migration.migration().dependsOn()) {
            if (path.contains(dependency.value())) {
                return Optional.of(circle(path, dependency.value(), byName));
            }
            Optional<Problem> found = cycle(byName.get(dependency.value()), byName, path, done);
            if (found.isPresent()) {
                return found;
            }
        }
        path.removeLast();
        done.add(migration.name());
        return Optional.empty();
    }

    /** Told where it closes; the hints lead through the files, so that the one link which is wrong can be seen. */
    private static Problem circle(Deque<String> path, String first, Map<String, ValidMigration> byName) {
        List<String> circle =
                path.stream().dropWhile(it -> !it.equals(first)).collect(Collectors.toCollection(ArrayList::new));
        circle.add(first);
        ValidMigration last = byName.get(path.getLast());
        Problem problem = last.source()
                .problem(
                        placeOf(first, last),
                        "these migrations depend on each other in a circle: " + String.join(" -> ", circle))
                .withRule("dependency-cycle");
        for (int i = 0; i + 1 < circle.size(); i++) {
            Location place = placeOf(circle.get(i + 1), byName.get(circle.get(i)));
            problem = problem.withHint("%s depends on %s at %s".formatted(circle.get(i), circle.get(i + 1), place));
        }
        return problem.withHint("take one of these dependencies out of DEPENDS ON");
    }

    private static Location placeOf(String dependency, ValidMigration migration) {
        return migration.migration().dependsOn().stream()
                .filter(it -> it.value().equals(dependency))
                .findFirst()
                .orElseThrow()
                .location();
    }

    private static List<ValidMigration> order(Map<String, ValidMigration> byName) {
        var order = new ArrayList<ValidMigration>();
        Set<String> done = new HashSet<>();
        while (order.size() < byName.size()) {
            ValidMigration next = byName.values().stream()
                    .filter(it -> !done.contains(it.name()))
                    .filter(it -> it.migration().dependsOn().stream().allMatch(name -> done.contains(name.value())))
                    .findFirst()
                    .orElseThrow();
            order.add(next);
            done.add(next.name());
        }
        return order;
    }
}
