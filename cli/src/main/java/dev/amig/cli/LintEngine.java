package dev.amig.cli;

import dev.amig.cli.lint.EngineParser;
import dev.amig.cluster.ChosenReplicas;
import dev.amig.cluster.Cluster;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.lint.Engine;
import dev.amig.language.lint.StandIns;
import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Location;
import dev.amig.language.source.Problem;
import dev.amig.plan.ParserQuestion;
import dev.amig.plan.ParserQuestions;
import dev.amig.plan.PlanRequest;
import dev.amig.plan.RunContext;
import dev.amig.project.ClusterConfig;
import dev.amig.project.ClusterNotFoundException;
import dev.amig.project.Project;
import dev.amig.transport.QueryException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Shows every statement for every node of a migration's cluster to the parser of the embedded engine. */
final class LintEngine implements Engine {
    /** An error names seven things that were expected; the parser names them all. */
    private static final int MOST_EXPECTED = 7;

    private static final int EXCERPT = 30;

    private final Project project;
    private final PlanOptions options;
    private final Set<String> wanted;
    private final Consumer<String> progress;
    /** Islands that nothing can be said about without the rows of a server. */
    private final SortedSet<Location> notTried = new TreeSet<>(Comparator.comparing(Location::file)
            .thenComparingInt(Location::line)
            .thenComparingInt(Location::column));

    /** @param wanted the files that are asked about, by name */
    LintEngine(Project project, PlanOptions options, Set<String> wanted, Consumer<String> progress) {
        this.project = project;
        this.options = options;
        this.wanted = wanted;
        this.progress = progress;
    }

    @Override
    public List<Problem> refused(List<ValidMigration> migrations) {
        List<Problem> problems = ask(migrations);
        notTried.forEach(
                it -> progress.accept(it + ": not tried: it cannot be parsed without the rows of FOR EACH ROW"));
        return problems;
    }

    private List<Problem> ask(List<ValidMigration> migrations) {
        List<Problem> problems = new ArrayList<>();
        Map<ValidMigration, List<ParserQuestion>> questions = new LinkedHashMap<>();
        for (ValidMigration migration : migrations) {
            if (wanted.contains(migration.source().name())) {
                try {
                    questions.put(migration, questions(migration));
                } catch (LanguageException e) {
                    problems.addAll(e.problems());
                }
            }
        }
        if (questions.values().stream().allMatch(List::isEmpty)) {
            return problems;
        }
        try (EngineParser parser = EngineParser.start(progress)) {
            for (var entry : questions.entrySet()) {
                problems.addAll(refused(entry.getKey(), entry.getValue(), parser));
            }
        } catch (QueryException e) {
            throw CommandException.of(ExitCode.USAGE, "the embedded engine failed: " + e.getMessage(), e);
        }
        return problems;
    }

    private List<ParserQuestion> questions(ValidMigration migration) {
        Cluster cluster = topology(migration);
        Map<String, String> parameters = new LinkedHashMap<>(StandIns.required(migration));
        parameters.putAll(options.parametersFor(migration, project));
        Map<String, String> environment = new HashMap<>(Environment.listed(project));
        project.configuration().env().forEach(name -> environment.putIfAbsent(name, name));
        var asked = ParserQuestions.of(
                migration,
                new PlanRequest(
                        cluster,
                        ChosenReplicas.lowest(cluster),
                        RunContext.DRY,
                        parameters,
                        project.configuration().settings(),
                        environment));
        notTried.addAll(asked.unknown());
        return asked.questions();
    }

    /** Offline: a cluster whose nodes would have to be asked for, or that nobody configured, has the embedded one's shape. */
    private Cluster topology(ValidMigration migration) {
        String name = name(migration);
        Optional<ClusterConfig> config =
                ClusterFinder.configured(project, name).filter(it -> !it.nodes().isEmpty());
        return config.map(it -> Cluster.of(name, it.nodes(), it.replicated(), it.macros()))
                .orElseGet(() -> ClusterFinder.embeddedTopology(project, name));
    }

    private String name(ValidMigration migration) {
        try {
            return options.clusterOf(migration, project);
        } catch (ClusterNotFoundException e) {
            if (options.namesCluster()) {
                throw e;
            }
            return migration.migration().cluster().map(it -> it.value()).orElse("cluster");
        }
    }

    private List<Problem> refused(ValidMigration migration, List<ParserQuestion> questions, EngineParser parser)
            throws QueryException {
        List<Problem> problems = new ArrayList<>();
        Set<Location> told = new HashSet<>();
        var refusals = parser.parse(questions.stream().map(ParserQuestion::sql).toList());
        for (int i = 0; i < questions.size(); i++) {
            ParserQuestion question = questions.get(i);
            if (refusals.get(i).isPresent()) {
                EngineParser.Refusal refusal = refusals.get(i).get();
                Location place = question.place(refusal.position());
                if (question.standIns()) {
                    notTried.add(question.location());
                } else if (told.add(place)) {
                    problems.add(problem(migration, question, refusal, place));
                }
            }
        }
        return problems;
    }

    private static Problem problem(
            ValidMigration migration, ParserQuestion question, EngineParser.Refusal refusal, Location place) {
        Problem problem = migration.source().problem(place, refusal.message());
        if (!refusal.expected().isEmpty()) {
            problem = problem.withHint("expected " + expected(refusal.expected()));
        }
        return problem.withHint("%s would get %s".formatted(question.node().id(), excerpt(question.sql(), refusal)));
    }

    private static String expected(List<String> words) {
        String some = String.join(", ", words.subList(0, Math.min(MOST_EXPECTED, words.size())));
        return words.size() > MOST_EXPECTED ? some + ", …" : some;
    }

    /** What stands around the place in the rendered text, on one line. */
    private static String excerpt(String sql, EngineParser.Refusal refusal) {
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        int place = (int) Math.min(refusal.position() - 1, bytes.length);
        int at = new String(bytes, 0, place, StandardCharsets.UTF_8).length();
        int from = Math.max(0, at - EXCERPT);
        int to = Math.min(sql.length(), at + EXCERPT);
        String text = sql.substring(from, to).replaceAll("\\s+", " ");
        return (from > 0 ? "…" : "") + text + (to < sql.length() ? "…" : "");
    }
}
