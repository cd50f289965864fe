package dev.amig.language.analysis;

import dev.amig.language.source.Location;
import dev.amig.language.template.CompiledTemplate;
import dev.amig.language.template.Reference;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.language.text.Spelling;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Param;
import dev.amig.language.tree.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every name in a template is a parameter, a part of the model, a function or a template file. */
final class ReferenceCheck {
    private final Problems problems;
    private final TemplateLibrary library;
    private final Set<String> known = new TreeSet<>();

    ReferenceCheck(Problems problems, TemplateLibrary library) {
        this.problems = problems;
        this.library = library;
    }

    void check(Migration migration, Templates templates) {
        library.namespaces().stream().filter(ModelNames::isReserved).forEach(this::refuse);
        migration.params().forEach(it -> known.add(it.name().value()));
        known.addAll(ModelNames.GROUPS.keySet());
        known.addAll(ModelNames.FUNCTIONS);
        known.addAll(library.namespaces());
        var rows = RowScope.of(migration);
        templates.islands().forEach((island, template) -> check(template, rows.at(island)));
        var defaults = migration.params().stream()
                .map(Param::defaultValue)
                .flatMap(it -> it.stream())
                .collect(Collectors.toSet());
        for (Map.Entry<Text, CompiledTemplate> it : templates.texts().entrySet()) {
            if (!defaults.contains(it.getKey())) {
                check(it.getValue(), RowScope.NO_ROW);
            }
        }
    }

    private void refuse(String namespace) {
        var message = "a template file cannot be called %s.ftl: templates know something else by that name";
        problems.addAll(List.of(library.source(namespace).problem(0, message.formatted(namespace))));
    }

    private void check(CompiledTemplate template, Set<String> row) {
        for (Reference it : template.references()) {
            if (!it.optional()) {
                check(it, template.location(it), row);
            }
        }
    }

    private void check(Reference reference, Location place, Set<String> row) {
        String name = reference.name();
        if (name.equals(ModelNames.ROW)) {
            row(reference, place, row);
        } else if (!known.contains(name)) {
            problems.add(
                    "undefined-parameter",
                    place,
                    "'%s' is not defined".formatted(name),
                    Spelling.didYouMean(name, known));
        } else if (reference.member().isPresent()) {
            member(name, reference.member().get(), place);
        }
    }

    private void row(Reference reference, Location place, Set<String> row) {
        if (row.isEmpty()) {
            problems.add(
                    place,
                    "'row' is not defined here",
                    Optional.of("the statements and the rollback of a step with FOR EACH ROW know it"));
        } else if (reference.member().isPresent()) {
            member("row", row, reference.member().get(), place);
        }
    }

    private void member(String name, String member, Location place) {
        Set<String> members = library.namespaces().contains(name)
                ? library.members(name)
                : ModelNames.GROUPS.getOrDefault(name, Set.of());
        member(name, members, member, place);
    }

    private void member(String name, Set<String> members, String member, Location place) {
        if (!members.isEmpty() && !members.contains(member)) {
            problems.add(
                    place,
                    "'%s.%s' is not defined; %s has %s"
                            .formatted(name, member, name, String.join(", ", new TreeSet<>(members))),
                    Spelling.didYouMean(member, members));
        }
    }
}
