package dev.amig.cli;

import dev.amig.cli.output.Colour;
import dev.amig.cli.output.JsonOutput;
import dev.amig.insight.Doctor;
import dev.amig.insight.Finding;
import dev.amig.insight.Repair;
import dev.amig.insight.Repairs;
import dev.amig.journal.LeaseHeldException;
import dev.amig.transport.QueryException;
import java.io.Console;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is not as it should be between journal and servers, and what mends it. */
@Command(
        name = "doctor",
        description =
                "Looks for what is not as it should be: a lease whose owner is gone, queries that nobody waits for, tables that were left, journal and cluster that disagree. Ends with exit code 1 when it has found something that it has not mended.",
        footer = {"", "Examples:", "  amig doctor", "  amig doctor --repair", "  amig doctor --json | jq -r .[].what"})
final class DoctorCommand extends AmigCommand {
    @Option(names = "--cluster", paramLabel = "NAME", description = "Only this cluster.")
    private String cluster;

    @Option(names = "--repair", description = "Asks for each finding that amig can mend whether it shall.")
    private boolean repair;

    @Option(
            names = {"-y", "--yes"},
            description = "With --repair: mends without asking.")
    private boolean yes;

    @Mixin
    private JournalOption journal;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode execute() throws Exception {
        if (yes && !repair) {
            throw CommandException.usage("--yes says yes to what --repair asks, and --repair was not given");
        }
        try (Workplace workplace = journal.open(terminal());
                Lookout lookout = new Lookout(workplace)) {
            List<Finding> findings =
                    new Doctor(workplace.journal(), lookout::servers).examine(Optional.ofNullable(cluster));
            if (json.wanted()) {
                JsonOutput.document(terminal(), findings);
            } else {
                findings.forEach(this::print);
                terminal().out().println(findings.isEmpty() ? "nothing found" : count(findings.size()));
            }
            terminal().flush();
            Repairs repairs = new Repairs(workplace.journal(), lookout::servers, System.getProperty("user.name"));
            long left = findings.stream().filter(it -> !mended(it, repairs)).count();
            return left == 0 ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private static String count(int findings) {
        return findings == 1 ? "1 finding" : findings + " findings";
    }

    private void print(Finding finding) {
        String since = finding.since()
                .map(it -> " since " + it.toString().replaceFirst("\\.\\d+Z", "Z"))
                .orElse("");
        terminal()
                .out()
                .println(terminal().paint(Colour.ATTENTION, finding.kind().title()) + "  " + finding.where() + since);
        terminal().out().println("  " + finding.what() + ";");
        terminal().out().println("  " + finding.why());
        terminal().out().println("  repair: " + finding.command());
    }

    private boolean mended(Finding finding, Repairs repairs) {
        if (!repair || finding.repair().isEmpty() || !agrees(finding)) {
            return false;
        }
        try {
            say("repaired: " + repairs.carryOut(finding.repair().get()));
            return true;
        } catch (LeaseHeldException | QueryException e) {
            say("not repaired: " + e.getMessage());
            return false;
        }
    }

    private boolean agrees(Finding finding) {
        Console console = System.console();
        if (yes || console == null) {
            return yes;
        }
        String answer = console.readLine(
                "%s: %s? [y/N] ", finding.what(), words(finding.repair().orElseThrow()));
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    private static String words(Repair repair) {
        if (repair instanceof Repair.KillQuery) {
            return "kill it";
        }
        return repair instanceof Repair.WriteOutcome ? "write that down" : "release the lease";
    }
}
