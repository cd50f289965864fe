package dev.amig.document;

import dev.amig.language.tree.Param;
import dev.amig.plan.PlannedAction;
import java.util.ArrayList;
import java.util.List;

/** What to type. */
final class Commands {
    private final Context context;
    private final Page page;

    Commands(Context context, Page page) {
        this.context = context;
        this.page = page;
    }

    void write() {
        String file = ShellWord.of(context.plan().file());
        String arguments = file + parameters();
        String there = arguments
                + (context.namesNodes()
                        ? " --cluster " + ShellWord.of(context.plan().cluster())
                        : "");
        List<String> lines = new ArrayList<>();
        lines.add("# the SQL for each node; sends nothing");
        lines.add("amig render " + there);
        lines.add("# a trial, on a ClickHouse cluster of its own on this machine");
        lines.add("amig run --embedded " + arguments);
        lines.add("# the run; called again, it goes on where it was");
        lines.add("amig run " + there);
        if (context.plan().actions().stream().anyMatch(PlannedAction.Confirm.class::isInstance)) {
            lines.add("# yes to what it asks (CONFIRM)");
            lines.add("amig run --yes " + there);
        }
        lines.add("# how far it is, and what has happened");
        lines.add("amig status " + ShellWord.of(context.plan().migration()));
        if (!context.plan().finalActions().isEmpty()) {
            lines.add("# much later, the appendix: FINALIZE");
            lines.add("amig finalize " + there);
        }
        page.heading(2, "Commands");
        page.block(Markdown.fenced("sh", String.join("\n", lines)));
    }

    private String parameters() {
        StringBuilder all = new StringBuilder();
        for (Param param : context.migration().migration().params()) {
            String name = param.name().value();
            String value = context.given().get(name);
            if (value != null) {
                all.append(" --param ").append(ShellWord.of(name + "=" + value));
            } else if (param.defaultValue().isEmpty()) {
                all.append(" --param ").append(name).append("=VALUE");
            }
        }
        return all.toString();
    }
}
