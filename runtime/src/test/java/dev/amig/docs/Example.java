package dev.amig.docs;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.language.analysis.Analyzer;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.sql.StatementSplitter;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.plan.Plan;
import dev.amig.plan.PlanRequest;
import dev.amig.plan.PlanText;
import dev.amig.plan.Planner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * One {@code ```amig} block. How it is tried stands in the info string; docs/README.md tells writers of examples the same:
 *
 * <ul>
 *   <li>{@code amig}: a whole migration, which runs, and runs back;
 *   <li>{@code amig fragment}: the same, below a {@code MIGRATION} line that the test adds;
 *   <li>{@code amig fails}: runs, and ends with the sentence in the {@code ```text} block behind it;
 *   <li>{@code amig error}: is refused, with the message in the {@code ```text} block behind it;
 *   <li>{@code amig render}: is planned and not run; {@code replicated} plans for two shards of two replicas.
 * </ul>
 *
 * @param outcome the {@code ```text} or {@code ```sql} block behind the example
 */
public record Example(Block block, Kind kind, String name, Source source, Optional<Block> outcome) {
    private static final Pattern HEADER =
            Pattern.compile("\\A(?:\\s|--[^\\n]*\\n)*MIGRATION\\s+`?([\\w-]+)`?", Pattern.CASE_INSENSITIVE);
    private static final String SET_UP = "setup:";
    private static final String SET_UP_POSTGRES = "setup postgres:";
    /** Errors are shown with this name. */
    public static final String NAME = "example";

    public enum Kind {
        RUN,
        FAILS,
        ERROR,
        RENDER
    }

    static Example of(Block block, Optional<Block> next) {
        Kind kind = kind(block);
        Matcher header = HEADER.matcher(block.text());
        Optional<String> ownName = header.find() ? Optional.of(header.group(1)) : Optional.empty();
        if (kind == Kind.RUN && ownName.isPresent() == block.has("fragment")) {
            throw new IllegalStateException(
                    block.place() + ": what begins with MIGRATION is no fragment, and everything else is one");
        }
        String name = name(kind, ownName, block);
        String text = ownName.isPresent() ? block.text() : "MIGRATION " + name + ";\n" + block.text();
        Optional<Block> outcome =
                next.filter(it -> it.language().equals("text") || it.language().equals("sql"));
        return new Example(block, kind, name, new Source(name + ".amig", text), outcome);
    }

    /** What runs needs a name of its own in the journal; errors are shown as those of one file. */
    private static String name(Kind kind, Optional<String> ownName, Block block) {
        return switch (kind) {
            case RUN, FAILS -> ownName.orElse(NAME + "_" + block.line());
            case RENDER -> ownName.orElse(NAME);
            case ERROR -> NAME;
        };
    }

    private static Kind kind(Block block) {
        return switch (block.info()) {
            case "amig", "amig fragment" -> Kind.RUN;
            case "amig fails" -> Kind.FAILS;
            case "amig error" -> Kind.ERROR;
            case "amig render", "amig render replicated" -> Kind.RENDER;
            default -> throw new IllegalStateException(block.place() + ": nobody knows how to try ```" + block.info());
        };
    }

    /** All examples of the manual, in the order of its pages. */
    public static List<Example> all() {
        return DocumentFiles.all().stream()
                .map(Markdown::blocksOf)
                .flatMap(Example::among)
                .toList();
    }

    private static Stream<Example> among(List<Block> blocks) {
        return Stream.iterate(0, at -> at < blocks.size(), at -> at + 1)
                .filter(at -> blocks.get(at).language().equals("amig"))
                .map(at -> of(
                        blocks.get(at), at + 1 < blocks.size() ? Optional.of(blocks.get(at + 1)) : Optional.empty()));
    }

    /** Statements for every node, which make what the example needs. */
    public List<String> setUp() {
        return statementsOf(SET_UP);
    }

    /** The same for the PostgreSQL database. */
    public List<String> setUpOfPostgres() {
        return statementsOf(SET_UP_POSTGRES);
    }

    private List<String> statementsOf(String mark) {
        return block
                .note()
                .filter(note -> note.startsWith(mark))
                .map(note -> StatementSplitter.split(note.substring(mark.length())))
                .orElse(List.of())
                .stream()
                .map(StatementSplitter.Part::text)
                .toList();
    }

    /** A test called by the place of the example, which is also the first thing that its failure says. */
    public DynamicTest test(ThrowingConsumer<Example> body) {
        return DynamicTest.dynamicTest(toString(), () -> {
            try {
                body.accept(this);
            } catch (Throwable failure) {
                throw new AssertionError(this + ": " + failure.getMessage(), failure);
            }
        });
    }

    public ValidMigration valid() {
        return valid(source);
    }

    public static ValidMigration valid(Source source) {
        return Analyzer.analyze(
                source, MigrationParser.parse(source), TemplateLibrary.load(DocumentFiles.ROOT.resolve("templates")));
    }

    Plan plan() {
        return Planner.plan(valid(), PlanRequest.dry(cluster(block.has("replicated") ? 2 : 1)));
    }

    static Cluster cluster(int replicas) {
        List<Node> nodes = Stream.of(1, 2)
                .flatMap(shard -> Stream.of(1, 2).limit(replicas).map(replica -> new Node(shard, replica, "ch", 9100)))
                .toList();
        return Cluster.of("posthog", nodes, replicas > 1, Map.of());
    }

    /** What {@code amig render} prints, without the heading that names the file and its checksum. */
    String rendered() {
        return PlanText.of(plan()).replaceFirst("(?s)\\A.*?\n\n", "");
    }

    @Override
    public String toString() {
        return block.place() + " " + kind;
    }
}
