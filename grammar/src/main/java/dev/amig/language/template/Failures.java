package dev.amig.language.template;

import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import dev.amig.language.text.Spelling;
import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.core.StopException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FreeMarker's errors as amig's: the place in the author's file, one sentence, no stack. */
final class Failures {
    /** The name under which FreeMarker knows what it compiles; an {@code .ftl} file goes by its own. */
    static final String ISLAND = "the island";

    private static final Pattern FRAME =
            Pattern.compile("\\[in template \"([^\"]*)\".* at line (\\d+), column (\\d+)\\]");

    private static final String RAW = "SQL that itself holds '<#' or '${' stands in RAW { … }";
    private static final Pattern UNCLOSED = Pattern.compile("You have an unclosed ([#@]\\w*)");

    private final Map<String, Source> libraries;

    /** @param libraries by file name, {@code engine.ftl} */
    Failures(Map<String, Source> libraries) {
        this.libraries = libraries;
    }

    TemplateException at(int offset, Source source, String message, Throwable cause) {
        return new TemplateException(source.problem(offset, message), cause);
    }

    /**
     * @param template as it was written
     * @param given    what FreeMarker was given
     */
    TemplateException compiling(ParseException e, String template, Origin origin, Given given) {
        Matcher unclosed = UNCLOSED.matcher(e.getEditorMessage());
        OptionalInt opening = unclosed.find() ? Blocks.lastUnclosed(template) : OptionalInt.empty();
        if (opening.isPresent()) {
            String message = "this <%s> is never closed".formatted(unclosed.group(1));
            return new TemplateException(given.source().problem(origin.offset(opening.getAsInt()), message), e);
        }
        int offset = given.offset(e.getLineNumber(), e.getColumnNumber());
        Problem problem = given.source().problem(offset, Sentences.of(e.getEditorMessage()));
        boolean unknown = e.getEditorMessage().startsWith("Unknown directive");
        return new TemplateException(unknown ? problem.withHint(RAW) : problem, e);
    }

    /** @param given what FreeMarker was given */
    TemplateException rendering(freemarker.template.TemplateException e, Given given, Map<String, Object> model) {
        String message = message(e);
        Source library = libraries.get(e.getTemplateSourceName());
        if (library == null) {
            int offset =
                    e.getLineNumber() == null ? given.offset(0) : given.offset(e.getLineNumber(), e.getColumnNumber());
            Problem problem = given.source().problem(offset, message);
            return new TemplateException(
                    undefinedHint(e, model).map(problem::withHint).orElse(problem), e);
        }
        int offset = Given.library(library).offset(e.getLineNumber(), e.getColumnNumber());
        Problem problem = library.problem(offset, message);
        return new TemplateException(caller(e, given).map(problem::withHint).orElse(problem), e);
    }

    private static String message(freemarker.template.TemplateException e) {
        if (e instanceof InvalidReferenceException) {
            String name = e.getBlamedExpressionString();
            return name == null ? "something here is not defined" : "'" + name + "' is not defined";
        }
        if (e instanceof StopException) {
            return Optional.ofNullable(e.getMessageWithoutStackTop()).orElse("the template stopped");
        }
        return Sentences.of(e.getMessageWithoutStackTop());
    }

    private static Optional<String> undefinedHint(freemarker.template.TemplateException e, Map<String, Object> model) {
        String name = e instanceof InvalidReferenceException ? e.getBlamedExpressionString() : null;
        return name == null ? Optional.empty() : Spelling.didYouMean(name, model.keySet());
    }

    private Optional<String> caller(freemarker.template.TemplateException e, Given given) {
        Matcher frame = FRAME.matcher(e.getFTLInstructionStack());
        while (frame.find()) {
            if (frame.group(1).equals(ISLAND)) {
                int offset = given.offset(Integer.parseInt(frame.group(2)), Integer.parseInt(frame.group(3)));
                return Optional.of("called from " + given.source().location(offset));
            }
        }
        return Optional.empty();
    }
}
