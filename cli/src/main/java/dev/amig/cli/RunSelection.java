package dev.amig.cli;

import dev.amig.journal.Journal;
import dev.amig.journal.Run;
import dev.amig.language.text.Spelling;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One run of one migration: the latest one, unless told otherwise. */
final class RunSelection {
    @Parameters(paramLabel = "MIGRATION", description = "Its name, or its file.")
    private String migration;

    @Option(names = "--run", paramLabel = "N", description = "This run of it, instead of the latest one.")
    private Long number;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description = "The run on this cluster, where it has run on several.")
    private String cluster;

    Run find(Journal journal) {
        return number == null ? latest(journal) : numbered(journal);
    }

    private Run numbered(Journal journal) {
        Run run = journal.run(number)
                .orElseThrow(() -> CommandException.usage("the journal knows no run " + number)
                        .withHint("'amig logs " + name() + "' shows the latest one"));
        if (!run.migration().equals(name())) {
            throw CommandException.usage("run %d is one of %s, not of %s".formatted(number, run.migration(), name()));
        }
        return run;
    }

    private Run latest(Journal journal) {
        return latest(journal, name(), Optional.ofNullable(cluster));
    }

    /** @throws CommandException nothing of that name has run */
    static Run latest(Journal journal, String migration, Optional<String> cluster) {
        List<Run> all = journal.latestRuns();
        return all.stream()
                .filter(run -> run.migration().equals(nameOf(migration)))
                .filter(run -> cluster.filter(it -> !it.equals(run.cluster())).isEmpty())
                .max(Comparator.comparingLong(Run::id))
                .orElseThrow(() -> unknown(nameOf(migration), cluster, all));
    }

    private static CommandException unknown(String name, Optional<String> cluster, List<Run> all) {
        TreeSet<String> known = all.stream().map(Run::migration).collect(Collectors.toCollection(TreeSet::new));
        String where = cluster.map(it -> " on cluster " + it).orElse("");
        return CommandException.usage("the journal knows no run of " + name + where)
                .withHint(Spelling.nearest(name, known)
                        .filter(it -> !it.equals(name))
                        .map("did you mean %s?"::formatted)
                        .orElse("'amig status' lists all migrations"));
    }

    private String name() {
        return nameOf(migration);
    }

    /** {@code migrations.d/0001_x.amig} is as good as {@code 0001_x}. */
    private static String nameOf(String text) {
        return text.replaceFirst("^.*/", "").replaceFirst("\\.amig$", "");
    }
}
