package dev.amig.bench;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.language.analysis.Analyzer;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.format.Formatter;
import dev.amig.language.lint.LintReport;
import dev.amig.language.lint.Linter;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.language.tree.Migration;
import dev.amig.plan.Plan;
import dev.amig.plan.PlanRequest;
import dev.amig.plan.PlanText;
import dev.amig.plan.Planner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the language costs without any server, each as milliseconds for one operation. {@code bench/language.sh} runs it and
 * turns the numbers into MB/s and statements/s.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(1)
public class LanguageBenchmark {
    private static final int STEPS = 2_000;
    private static final int NODES = 100;
    private static final int STEPS_RENDERED = 200;
    private static final int FILES = 1_000;
    private static final int STEPS_LINTED = 5;

    private Source large;
    private Migration parsed;
    private TemplateLibrary templates;
    private ValidMigration rendered;
    private Cluster cluster;
    private List<Source> files;

    @Setup
    public void prepare() {
        templates = TemplateLibrary.load(Path.of(System.getProperty("amig.templates", "templates")));
        large = new Source("large.amig", Texts.migration("large", STEPS));
        parsed = MigrationParser.parse(large);
        rendered = valid("rendered", STEPS_RENDERED);
        cluster = cluster();
        files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            String name = "%04d_m".formatted(i);
            files.add(new Source(name + ".amig", Texts.migration(name, STEPS_LINTED)));
        }
    }

    private ValidMigration valid(String name, int steps) {
        Source source = new Source(name + ".amig", Texts.migration(name, steps));
        return Analyzer.analyze(source, MigrationParser.parse(source), templates);
    }

    private static Cluster cluster() {
        List<Node> nodes = new ArrayList<>();
        for (int shard = 1; shard <= NODES; shard++) {
            nodes.add(new Node(shard, 1, "ch" + shard, 9100));
        }
        return Cluster.of("posthog", nodes, true, Map.of());
    }

    /** 1 MB, 2,000 steps: text to tree. */
    @Benchmark
    public Migration parse() {
        return MigrationParser.parse(large);
    }

    /** The same tree: names, parameters, every template compiled. */
    @Benchmark
    public ValidMigration analyze() {
        return Analyzer.analyze(large, parsed, templates);
    }

    /** The same file in its canonical layout. */
    @Benchmark
    public String format() {
        return Formatter.format(large);
    }

    /** 1,000 files of 5 steps: text to findings, every rule, across files too. */
    @Benchmark
    public LintReport lint() {
        return Linter.lint(files, templates);
    }

    /** 200 steps for 100 nodes: 60,000 statements. */
    @Benchmark
    public Plan plan() {
        return Planner.plan(rendered, PlanRequest.dry(cluster));
    }

    /** The same, as the text a reviewer reads. */
    @Benchmark
    public String render() {
        return PlanText.of(Planner.plan(rendered, PlanRequest.dry(cluster)));
    }
}
