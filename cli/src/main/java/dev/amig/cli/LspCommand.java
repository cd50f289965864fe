package dev.amig.cli;

import dev.amig.editor.lsp.StdioServer;
import dev.amig.editor.service.TemplateFolder;
import dev.amig.project.ConfigurationException;
import dev.amig.project.Project;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** {@code amig lsp}: started by editors, not by people. */
@Command(
        name = "lsp",
        description = {
            "Answers an editor's questions about .amig files.",
            "Speaks the Language Server Protocol over standard input and output."
        })
final class LspCommand extends AmigCommand {
    @Override
    protected ExitCode execute() {
        PrintStream out = System.out;
        // Between the protocol's messages there may be nothing, also no word of a library that prints.
        System.setOut(System.err);
        try {
            boolean good = StdioServer.serve(System.in, out, LspCommand::templates, Version.ofAmig());
            return good ? ExitCode.DONE : ExitCode.FAILED;
        } finally {
            System.setOut(out);
        }
    }

    /** While amig.yaml is being written, templates are where they usually are. */
    private static Path templates(Path file) {
        try {
            return Project.load(file).templates();
        } catch (ConfigurationException e) {
            return TemplateFolder.USUAL.of(file);
        }
    }
}
