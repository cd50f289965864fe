package dev.amig.cli;

import dev.amig.cli.output.Colour;
import dev.amig.cli.output.JsonOutput;
import dev.amig.insight.Explanation;
import dev.amig.insight.Reason;
import dev.amig.insight.Servers;
import dev.amig.insight.Why;
import dev.amig.journal.Run;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Why a run is where it is. */
@Command(
        name = "why",
        description =
                "Says in one sentence what a run does or waits for, and in one for each of its nodes; and what may be typed next.",
        footer = {"", "Example:", "  amig why 0002_add_materialized_columns"})
final class WhyCommand extends AmigCommand {
    @Mixin
    private RunSelection selection;

    @Mixin
    private JournalOption journal;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode execute() throws Exception {
        try (Workplace workplace = journal.open(terminal());
                Lookout lookout = new Lookout(workplace)) {
            Run run = selection.find(workplace.journal());
            Optional<Servers> servers = run.status().isOpen() ? lookout.servers(run.cluster()) : Optional.empty();
            Explanation explanation = new Why(workplace.journal(), servers).explain(run);
            lookout.obstacle()
                    .filter(it ->
                            !workplace.journal().unsettledAttempts(run.id()).isEmpty())
                    .ifPresent(it -> terminal().err().println("the servers were not asked: " + it));
            if (json.wanted()) {
                JsonOutput.document(terminal(), explanation);
            } else {
                print(explanation);
            }
            return ExitCode.DONE;
        }
    }

    private void print(Explanation explanation) {
        List<Reason> reasons = new ArrayList<>(List.of(explanation.run()));
        reasons.addAll(explanation.nodes());
        Set<String> next = new LinkedHashSet<>();
        for (Reason reason : reasons) {
            terminal().out().println(terminal().paint(Colour.STRONG, reason.subject()) + "  " + reason.sentence());
            next.addAll(reason.next());
        }
        if (!next.isEmpty()) {
            terminal().out().println("next:");
            next.forEach(command -> terminal().out().println("  " + command));
        }
    }
}
