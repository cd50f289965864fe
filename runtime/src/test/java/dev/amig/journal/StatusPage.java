package dev.amig.journal;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The manual's page of the statuses, made of {@link RunStatus} and {@link Transition#TABLE}. */
final class StatusPage {
    private StatusPage() {}

    static String text() {
        return """
                # Statuses of a run
                This page is made of the table that the journal enforces (`Transition.TABLE`); a test holds the two against each other.

                %s

                ## What each status says
                | status | what it says | writes the run's error | ends the run |
                |---|---|---|---|
                %s

                ## From one to the next
                Every transition is one transaction of the journal: the status, what the status writes with it (above), and an event with
                the sentence that `amig status MIGRATION` shows, the new status and who caused it. *Running* clears the error; *Completed
                successfully* sets the progress to 100. Any other transition is refused, and so is one of these by somebody else.

                | from | to | when | caused by |
                |---|---|---|---|
                %s

                A runner that is killed changes no status: the run stays where it was until the next runner goes on with it.
                """.formatted(diagram(), statuses(), transitions());
    }

    private static String diagram() {
        String arrows = Transition.TABLE.stream()
                .map(it -> "    " + box(it.from()) + " --> " + box(it.to()))
                .collect(Collectors.joining("\n"));
        return "```mermaid\nflowchart LR\n" + arrows + "\n```";
    }

    private static String box(RunStatus status) {
        return status.name().toLowerCase(Locale.ROOT) + "[\"" + status.title() + "\"]";
    }

    private static String statuses() {
        return Arrays.stream(RunStatus.values())
                .map(it -> "| *%s* | %s | %s | %s |"
                        .formatted(
                                it.title(),
                                it.meaning(),
                                it.carriesError() ? "yes" : "",
                                it.isOpen() || it == RunStatus.NOT_STARTED ? "" : "yes"))
                .collect(Collectors.joining("\n"));
    }

    private static String transitions() {
        return Transition.TABLE.stream()
                .map(it -> "| %s | %s | %s | %s |"
                        .formatted(
                                it.from().title(),
                                it.to().title(),
                                it.when(),
                                it.causes().stream().map(Cause::words).collect(Collectors.joining("; "))))
                .collect(Collectors.joining("\n"));
    }
}
