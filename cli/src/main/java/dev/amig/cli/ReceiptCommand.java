package dev.amig.cli;

import dev.amig.cli.output.JsonOutput;
import dev.amig.receipt.Receipt;
import dev.amig.receipt.Receipt.CopyReceipt;
import dev.amig.receipt.ReceiptCheck;
import dev.amig.receipt.Receipts;
import dev.amig.transport.QueryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a run has done, as a document, and whether it is still so. */
@Command(
        name = "receipt",
        description =
                "Prints what the latest run of a migration has done, as JSON: the plan's checksum, each copy's rows and checksums by node and partition, every statement's query id and times.",
        footer = {
            "",
            "Examples:",
            "  amig receipt 0003_new_sorting_key > receipt.json",
            "  amig receipt 0003_new_sorting_key --check",
            "  amig receipt 0003_new_sorting_key --check receipt.json"
        })
final class ReceiptCommand extends AmigCommand {
    @Mixin
    private RunSelection selection;

    @Mixin
    private JournalOption journal;

    @Option(
            names = "--check",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "FILE",
            description =
                    "Sums up the copies' destinations again, and ends with exit code 1 when a partition is not as the receipt has it: this one, or without FILE the journal's own.")
    private String check;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode execute() throws Exception {
        try (Workplace workplace = journal.open(terminal())) {
            Receipt receipt = new Receipts(workplace.journal()).of(selection.find(workplace.journal()));
            if (check == null) {
                JsonOutput.document(terminal(), receipt);
                return ExitCode.DONE;
            }
            return check(check.isEmpty() ? receipt : sameRun(read(Path.of(check)), receipt), workplace);
        }
    }

    private static Receipt read(Path file) {
        try {
            Receipt receipt = JsonOutput.read(Files.readString(file), Receipt.class);
            if (!Receipt.FORMAT.equals(receipt.format())) {
                throw CommandException.usage(file + " is not a receipt of the form " + Receipt.FORMAT);
            }
            return receipt;
        } catch (IOException e) {
            throw CommandException.usage("the receipt cannot be read from " + file + ": " + IoReason.of(e));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(file + " is not a receipt: " + e.getMessage());
        }
    }

    private static Receipt sameRun(Receipt file, Receipt known) {
        if (file.run() != known.run() || !file.migration().equals(known.migration())) {
            throw CommandException.usage("that is the receipt of run %d of %s, and this is run %d of %s"
                            .formatted(file.run(), file.migration(), known.run(), known.migration()))
                    .withHint("name the run with --run " + file.run());
        }
        return file;
    }

    private ExitCode check(Receipt receipt, Workplace workplace) throws QueryException, InterruptedException {
        List<CopyReceipt> copies = receipt.copies().stream()
                .filter(it -> it.verification().isPresent())
                .toList();
        if (copies.isEmpty()) {
            throw CommandException.usage("run %d of %s has nothing to check: it has no COPY that was verified"
                            .formatted(receipt.run(), receipt.migration()))
                    .withHint("VERIFY COPY writes down what a copy comes to");
        }
        return new CopyFindings(terminal(), json.wanted())
                .of(copies, workplace.site(receipt.cluster()), ReceiptCheck::check);
    }
}
