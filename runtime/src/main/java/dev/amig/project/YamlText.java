package dev.amig.project;

import dev.amig.language.source.Location;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A YAML text as SnakeYAML's tree, where every key and value knows its place. A mapping to objects (Jackson's) would be less
 * code here but would tell only the first mistake, and would load four times as many classes for every command.
 */
final class YamlText {
    private final Source source;

    YamlText(Source source) {
        this.source = source;
    }

    /**
     * Its one document; empty when there is nothing but comments.
     *
     * @throws ConfigurationException the text is no YAML
     */
    Optional<Node> parse() {
        LoaderOptions options = new LoaderOptions();
        StreamReader reader = new StreamReader(source.text());
        try {
            ParserImpl parser = new ParserImpl(reader, options);
            return Optional.ofNullable(new Composer(parser, new Resolver(), options).getSingleNode());
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw new ConfigurationException(List.of(problem(mark, e)));
        } catch (YAMLException e) {
            Location place = new Location(source.name(), reader.getLine() + 1, reader.getColumn() + 1);
            throw new ConfigurationException(List.of(source.problem(place, "this is not YAML: " + e.getMessage())));
        }
    }

    Location location(Mark mark) {
        return new Location(source.name(), mark.getLine() + 1, mark.getColumn() + 1);
    }

    Source source() {
        return source;
    }

    private Problem problem(Mark mark, MarkedYAMLException e) {
        String what = String.valueOf(e.getProblem()).strip();
        if (what.contains("\\t(TAB)")) {
            return source.problem(location(mark), "this is not YAML: a tab cannot begin anything")
                    .withHint("indent with spaces");
        }
        // SnakeYAML ends such a sentence with the token's kind between angle brackets, if it can.
        return source.problem(location(mark), "this is not YAML: " + what.replaceFirst(",? but (found|got) ?:?$", ""));
    }
}
