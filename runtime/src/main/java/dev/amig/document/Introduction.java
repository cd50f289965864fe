package dev.amig.document;

import dev.amig.cluster.Node;
import dev.amig.language.tree.Migration;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedAction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What it is, why, where, and what a reviewer has to know before all else. */
final class Introduction {
    private final Context context;
    private final Plan plan;
    private final Page page;

    Introduction(Context context, Page page) {
        this.context = context;
        this.plan = context.plan();
        this.page = page;
    }

    void write() {
        page.heading(1, plan.migration());
        if (!plan.description().isEmpty()) {
            page.block(Markdown.line(plan.description()) + (plan.description().matches(".*[.!?]") ? "" : "."));
        }
        context.reasons(page, context.migration().location());
        page.list(facts());
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        facts.add("**File:** " + Markdown.code(plan.file()) + ", plan "
                + Markdown.code(plan.checksum().substring(0, 12)));
        facts.add("**Cluster:** " + cluster());
        if (!plan.dependsOn().isEmpty()) {
            facts.add("**After:** " + Markdown.codes(plan.dependsOn()));
        }
        plan.applicationVersion()
                .ifPresent(range -> facts.add("**For versions of the application:** " + Markdown.code(range)));
        if (!plan.requires().isEmpty()) {
            facts.add("**Needs:** "
                    + plan.requires().stream()
                            .map(it -> it.service().value() + " "
                                    + Markdown.code(it.versionRange().value()))
                            .collect(Collectors.joining(", ")));
        }
        facts.add("**Needs a person:** " + people());
        facts.add("**Cannot be undone:** " + irreversible());
        return facts;
    }

    private String cluster() {
        if (context.namesNodes()) {
            return Markdown.text(plan.cluster()) + ", "
                    + plan.nodes().stream()
                            .map(node -> Markdown.code(node.id()) + address(node))
                            .collect(Collectors.joining(", "));
        }
        Migration migration = context.migration().migration();
        return migration.cluster().map(it -> Markdown.text(it.value()) + ". ").orElse("")
                + "The SQL below is for an example of "
                + plan.nodes().size() + " nodes, "
                + Markdown.codes(plan.nodes().stream().map(Node::id).toList())
                + ", without replication; " + Markdown.code("amig doc --cluster NAME") + " writes it for a cluster of "
                + Markdown.code("amig.yaml");
    }

    /** The nodes of an embedded cluster get their ports when it starts. */
    private static String address(Node node) {
        return node.port() == 0 ? "" : " (" + Markdown.text(node.host() + ":" + node.port()) + ")";
    }

    private String people() {
        List<String> questions = plan.actions().stream()
                .filter(PlannedAction.Confirm.class::isInstance)
                .map(it -> Markdown.link(Titles.of(it), Anchors.of(Titles.of(it))) + ", "
                        + Markdown.text(it.heading().description()))
                .toList();
        return questions.isEmpty() ? "no" : String.join("; ", questions);
    }

    private String irreversible() {
        String now = links(plan.actions());
        String later = links(plan.finalActions());
        if (now.isEmpty() && later.isEmpty()) {
            return "nothing";
        }
        return (now.isEmpty() ? "nothing of the run" : now) + (later.isEmpty() ? "" : "; later, in FINALIZE: " + later);
    }

    private static String links(List<PlannedAction> actions) {
        return actions.stream()
                .filter(it -> !it.undo().isPossible())
                .map(it -> Markdown.link(Titles.of(it), Anchors.of(Titles.of(it))))
                .collect(Collectors.joining(", "));
    }
}
