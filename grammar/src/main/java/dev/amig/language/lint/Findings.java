package dev.amig.language.lint;

import dev.amig.language.source.Location;
import dev.amig.language.source.Problem;
import java.util.ArrayList;
import java.util.List;

/** Where a rule puts what it finds. */
public final class Findings {
    private final Rule rule;
    private final List<Finding> found = new ArrayList<>();

    Findings(Rule rule) {
        this.rule = rule;
    }

    /**
     * @param message what is there and why it hurts; one line, beginning in lower case unless with SQL
     * @param help    what to write instead
     */
    public void add(LintedFile file, Location place, String message, String help) {
        Problem problem = file.source().problem(place, message).withHint(help).withRule(rule.name());
        found.add(new Finding(rule.name(), rule.page().severity(), problem, false));
    }

    List<Finding> found() {
        return found;
    }
}
