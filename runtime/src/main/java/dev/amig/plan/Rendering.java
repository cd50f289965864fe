package dev.amig.plan;

import dev.amig.cluster.Node;
import dev.amig.language.analysis.SqlStatement;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Location;
import dev.amig.language.sql.QualifiedName;
import dev.amig.language.tree.ActionOptions;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Setting;
import dev.amig.language.tree.TableName;
import dev.amig.language.tree.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The texts of one migration, filled in for the nodes of one cluster. */
final class Rendering {
    private final ValidMigration valid;
    private final TemplateModels models;
    private final Map<String, String> projectSettings;

    Rendering(ValidMigration valid, TemplateModels models, Map<String, String> projectSettings) {
        this.valid = valid;
        this.models = models;
        this.projectSettings = projectSettings;
    }

    List<Statement> statements(Island island, Node node) {
        return statements(island, models.of(node));
    }

    List<Statement> statements(Island island, Node node, Map<String, Object> row) {
        return statements(island, models.of(node, row));
    }

    private List<Statement> statements(Island island, Map<String, Object> model) {
        List<Statement> statements = new ArrayList<>();
        for (SqlStatement sql : valid.render(island, model).statements()) {
            statements.add(new Statement(statements.size(), sql.text(), sql.location()));
        }
        return statements;
    }

    Statement query(Island island, Node node) {
        List<Statement> statements = statements(island, node);
        if (statements.size() != 1) {
            throw new LanguageException(List.of(valid.source()
                    .problem(
                            island.location(),
                            "exactly one query belongs here, found " + statements.size() + " statements")
                    .withHint("put further statements into a STEP of their own")));
        }
        return statements.get(0);
    }

    /** What stands inside a statement: a predicate, an expression. */
    String fragment(Island island, Node node) {
        return valid.render(island, models.of(node)).text();
    }

    QualifiedName table(TableName name, Node node) {
        String rendered = valid.render(name.template(), models.of(node));
        try {
            return QualifiedName.parse(rendered);
        } catch (IllegalArgumentException e) {
            throw problem(name.location(), e.getMessage());
        }
    }

    LanguageException problem(Location location, String message) {
        return new LanguageException(List.of(valid.source().problem(location, message)));
    }

    String text(Text text) {
        return valid.render(text, models.shared());
    }

    String text(Text text, Node node) {
        return valid.render(text, models.of(node));
    }

    String text(Optional<Text> text) {
        return text.map(this::text).orElse("");
    }

    /** The project's, the file's and the action's, the later over the earlier. */
    Map<String, String> settings(ActionOptions options) {
        Map<String, String> merged = new LinkedHashMap<>(projectSettings);
        for (Setting setting : valid.migration().settings()) {
            merged.put(setting.name().value(), text(setting.value()));
        }
        for (Setting setting : options.settings()) {
            merged.put(setting.name().value(), text(setting.value()));
        }
        return merged;
    }
}
