package dev.amig.language.analysis;

import dev.amig.language.source.Location;
import dev.amig.language.source.Source;
import dev.amig.language.sql.StatementSplitter;
import dev.amig.language.template.Rendered;
import dev.amig.language.template.TemplateException;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Text;
import java.util.Map;
import java.util.Set;

/** A migration that {@link Analyzer} has found nothing wrong with: the proof that a plan asks for. Safe for several threads. */
public final class ValidMigration {
    private final Source source;
    private final Migration migration;
    private final Templates templates;
    private final Parameters parameters;
    private final String checksum;

    ValidMigration(Source source, Migration migration, Templates templates, String checksum) {
        this.source = source;
        this.migration = migration;
        this.templates = templates;
        this.parameters = new Parameters(source, migration, templates);
        this.checksum = checksum;
    }

    public Migration migration() {
        return migration;
    }

    public Source source() {
        return source;
    }

    /** {@code 0002_events_order_by_event}. */
    public String name() {
        return migration.name().value();
    }

    /** SHA-256 of the file's text and of the templates it may call, in hexadecimal. */
    public String checksum() {
        return checksum;
    }

    /**
     * Every parameter with its value, in the file's order. STRING: String · INTEGER: Long · FLOAT: BigDecimal · BOOLEAN:
     * Boolean · DURATION: Long, seconds · SIZE: Long, bytes · LIST: List of String.
     *
     * @param overrides as the user wrote them, by name
     * @throws ParameterException an unknown name, a value that is required and missing, a value of another type: all at once
     */
    public Map<String, Object> parameters(Map<String, String> overrides) {
        return parameters.values(overrides);
    }

    /**
     * The SQL of an island for one node.
     *
     * @param model parameters by name, and {@code cluster}, {@code shard}, {@code replica}, {@code node}, {@code run},
     *     {@code env} as LANGUAGE.md lists them
     * @throws TemplateException the place is in this file, or in a template file together with the place here that called it
     * @throws IllegalArgumentException the island is not one of this migration
     */
    public RenderedSql render(Island island, Map<String, Object> model) {
        Rendered rendered = templates.of(island).render(model);
        var statements = StatementSplitter.split(rendered.text()).stream()
                .map(it -> new SqlStatement(it, source, rendered.places()))
                .toList();
        return new RenderedSql(rendered.text(), statements);
    }

    /**
     * A quoted text, or the value of a setting, for one node.
     *
     * @throws TemplateException as above
     * @throws IllegalArgumentException the text is not one of this migration
     */
    public String render(Text text, Map<String, Object> model) {
        return templates.of(text).render(model).text();
    }

    /** The names that its islands and texts read and do not define: parameters, groups of the model, template files. */
    public Set<String> namesRead() {
        return templates.namesRead();
    }

    /** {@code MIGRATION} in the file. */
    public Location location() {
        return migration.location();
    }

    @Override
    public String toString() {
        return name();
    }
}
