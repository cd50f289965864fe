package dev.amig.cli;

import dev.amig.cli.fmt.FileReplacement;
import dev.amig.cli.fmt.FormattedText;
import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One layout for every migration. */
@Command(
        name = "fmt",
        description = {
            "Lays migrations out in the one way that all have. What they mean stays the same, and so do comments.",
            "SQL stays as it is written, but for the white space that a block of its lines begins with."
        },
        footer = {
            "",
            "Exit code 0: done; 1: with --check, files would change; 2: a file is no migration, and was not touched.",
            "",
            "Examples:",
            "  amig fmt",
            "  amig fmt --check --diff",
            "  amig fmt --stdin < migrations.d/0001_create_events.amig"
        })
final class FmtCommand extends AmigCommand {
    private static final String STDIN = "<stdin>";

    @Mixin
    private MigrationPaths paths;

    @Option(
            names = "--check",
            description = "Changes nothing; names the files that would change. Exit code 1 if there are any.")
    private boolean check;

    @Option(names = "--diff", description = "Changes nothing; shows what would change, as a unified diff.")
    private boolean diff;

    @Option(names = "--stdin", description = "Reads one migration from standard input, and prints it laid out.")
    private boolean stdin;

    @Override
    protected ExitCode execute() throws IOException {
        return stdin ? executeOnStdin() : executeOnFiles();
    }

    private ExitCode executeOnStdin() throws IOException {
        if (!paths.isEmpty()) {
            throw CommandException.usage("--stdin takes no files").withHint("leave out either --stdin or the files");
        }
        FormattedText text = FormattedText.of(STDIN, System.in.readAllBytes());
        if (diff) {
            terminal().out().print(text.diff());
        } else if (!check) {
            terminal().out().print(text.after());
        }
        return check && text.isChanged() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private ExitCode executeOnFiles() {
        List<Path> files = paths.files(paths.project());
        List<Problem> problems = new ArrayList<>();
        int changed = 0;
        for (Path file : files) {
            try {
                FormattedText text = FormattedText.of(file.toString(), read(file));
                if (text.isChanged()) {
                    changed++;
                    tellOrWrite(file, text);
                }
            } catch (LanguageException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new LanguageException(problems);
        }
        summary(changed, files.size());
        return check && changed > 0 ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void tellOrWrite(Path file, FormattedText text) {
        if (diff) {
            terminal().out().print(text.diff());
            return;
        }
        if (!check) {
            write(file, text);
        }
        terminal().out().println(file);
    }

    /** A diff stands alone, so that it can be applied. */
    private void summary(int changed, int files) {
        if (diff) {
            return;
        }
        String all = files == 1 ? "1 file" : files + " files";
        String what = check ? "would change" : changed == 1 ? "was laid out anew" : "were laid out anew";
        String unchanged = files == 1 ? " is laid out already" : " are laid out already";
        terminal().out().println(changed == 0 ? all + unchanged : "%d of %s %s".formatted(changed, all, what));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw CommandException.usage("%s cannot be read: %s".formatted(file, IoReason.of(e)));
        }
    }

    private static void write(Path file, FormattedText text) {
        try {
            FileReplacement.write(file, text.bytes());
        } catch (IOException e) {
            throw CommandException.usage("%s cannot be written: %s".formatted(file, IoReason.of(e)))
                    .withHint("it is as it was; --diff shows what would change");
        }
    }
}
