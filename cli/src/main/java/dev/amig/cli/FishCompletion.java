package dev.amig.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A completion script for fish, which picocli cannot write: one {@code complete} line for each command, option and choice. */
final class FishCompletion {
    private final StringBuilder script = new StringBuilder("# fish completion for amig\n");

    private FishCompletion() {}

    static String script(CommandSpec root) {
        FishCompletion completion = new FishCompletion();
        completion.command(root, "");
        return completion.script.toString();
    }

    /** @param inside the condition that this command was typed; empty for amig itself */
    private void command(CommandSpec command, String inside) {
        String condition = command.subcommands().isEmpty()
                ? inside
                : and(inside, "not __fish_seen_subcommand_from " + names(command));
        command.subcommands().forEach((name, sub) -> subcommand(condition, name, sub.getCommandSpec()));
        command.options().stream().filter(it -> !it.hidden()).forEach(it -> option(condition, it));
        command.positionalParameters().forEach(it -> choices(condition, it));
        command.subcommands()
                .forEach((name, sub) ->
                        command(sub.getCommandSpec(), and(inside, "__fish_seen_subcommand_from " + name)));
    }

    private void subcommand(String condition, String name, CommandSpec command) {
        complete(condition, "-f -a " + name, description(command.usageMessage().description()));
    }

    private void option(String condition, OptionSpec option) {
        String names = List.of(option.names()).stream()
                .map(it -> it.startsWith("--") ? "-l " + it.substring(2) : "-s " + it.substring(1))
                .collect(Collectors.joining(" "));
        complete(condition, option.arity().max() > 0 ? names + " -r" : names, description(option.description()));
    }

    private void choices(String condition, PositionalParamSpec parameter) {
        if (parameter.completionCandidates() != null) {
            String words = String.join(" ", parameter.completionCandidates());
            complete(condition, "-f -a " + quote(words), "");
        }
    }

    private void complete(String condition, String what, String description) {
        script.append("complete -c amig -n ")
                .append(quote(condition))
                .append(' ')
                .append(what);
        script.append(description.isEmpty() ? "" : " -d " + quote(description)).append('\n');
    }

    private static String and(String left, String right) {
        return left.isEmpty() ? right : left + "; and " + right;
    }

    private static String description(String[] lines) {
        return lines.length == 0 ? "" : lines[0];
    }

    private static String names(CommandSpec command) {
        return String.join(" ", command.subcommands().keySet());
    }

    private static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
