package dev.amig.language.lint;

import dev.amig.language.lint.rules.UnexplainedIgnore;
import dev.amig.language.lint.rules.UnknownRule;
import dev.amig.language.lint.rules.UnusedIgnore;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import dev.amig.language.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes the findings of one file apart by the comments in it, and finds fault with those comments, too. */
final class Suppressions {
    private final Source source;
    private final Predicate<Rule> wasAsked;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Suppressed> suppressed = new ArrayList<>();

    private Suppressions(Source source, Predicate<Rule> wasAsked) {
        this.source = source;
        this.wasAsked = wasAsked;
    }

    /** @param wasAsked only of such a rule is it known that it found nothing */
    static LintReport apply(Source source, List<Finding> found, Predicate<Rule> wasAsked) {
        var suppressions = new Suppressions(source, wasAsked);
        suppressions.apply(found);
        return new LintReport(suppressions.findings, suppressions.suppressed);
    }

    private void apply(List<Finding> found) {
        List<Suppression> comments = Suppression.of(source);
        List<Suppression> explained =
                comments.stream().filter(it -> !it.reason().isEmpty()).toList();
        var used = new ArrayList<Suppression>();
        for (Finding finding : found) {
            Optional<Suppression> answer = finding.isError()
                    ? Optional.empty()
                    : explained.stream()
                            .filter(it -> it.covers(finding, source))
                            .findFirst();
            answer.ifPresentOrElse(
                    it -> {
                        used.add(it);
                        suppressed.add(new Suppressed(finding, it.reason()));
                    },
                    () -> findings.add(finding));
        }
        comments.stream().filter(it -> !used.contains(it)).forEach(this::fault);
    }

    private void fault(Suppression it) {
        Optional<Rule> rule = Rules.find(it.rule());
        if (rule.isEmpty()) {
            String message = it.rule().isEmpty()
                    ? "this names no rule, so it suppresses nothing"
                    : "there is no rule %s, so this suppresses nothing".formatted(it.rule());
            add(
                    Rules.the(UnknownRule.class),
                    it,
                    message,
                    Spelling.didYouMean(it.rule(), Rules.names())
                            .orElse("write -- %s rule-name reason; docs/rules lists the rules"
                                    .formatted(Suppression.MARK)));
        } else if (it.reason().isEmpty()) {
            add(
                    Rules.the(UnexplainedIgnore.class),
                    it,
                    "%s is suppressed without a reason, so it is not; nobody could tell later whether the reason still holds"
                            .formatted(it.rule()),
                    "write -- %s %s and why that is right here".formatted(Suppression.MARK, it.rule()));
        } else if (rule.get() instanceof ErrorRule) {
            add(
                    Rules.the(UnusedIgnore.class),
                    it,
                    "%s is an error, which cannot be suppressed".formatted(it.rule()),
                    "correct it, and take this comment out");
        } else if (wasAsked.test(rule.get())) {
            add(
                    Rules.the(UnusedIgnore.class),
                    it,
                    "%s finds nothing in the statement that this comment is about".formatted(it.rule()),
                    "take the comment out, or move it into the statement or directly before it");
        }
    }

    private void add(Rule rule, Suppression it, String message, String help) {
        Problem problem = source.problem(it.offset(), message, help).withRule(rule.name());
        findings.add(new Finding(rule.name(), rule.page().severity(), problem, false));
    }
}
