package dev.amig.cli;

import dev.amig.receipt.Receipt;
import dev.amig.receipt.ReceiptCheck;
import dev.amig.receipt.Receipts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whether a migration's copies are still what they were to be. */
@Command(
        name = "verify",
        description =
                "Compares each COPY of a migration's latest run again, by node and partition: with the copy's snapshot while that is there, later with what VERIFY COPY has written down. Changes nothing. Ends with exit code 1 when something differs.",
        footer = {"", "Examples:", "  amig verify 0003_new_sorting_key", "  amig verify 0003_new_sorting_key --json"})
final class VerifyCommand extends AmigCommand {
    @Mixin
    private RunSelection selection;

    @Mixin
    private JournalOption journal;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode execute() throws Exception {
        try (Workplace workplace = journal.open(terminal())) {
            Receipt receipt = new Receipts(workplace.journal()).of(selection.find(workplace.journal()));
            if (receipt.copies().isEmpty()) {
                throw CommandException.usage("run %d of %s has copied nothing that could be compared"
                                .formatted(receipt.run(), receipt.migration()))
                        .withHint("'amig logs %s' shows what it has done".formatted(receipt.migration()));
            }
            return new CopyFindings(terminal(), json.wanted())
                    .of(receipt.copies(), workplace.site(receipt.cluster()), ReceiptCheck::verify);
        }
    }
}
