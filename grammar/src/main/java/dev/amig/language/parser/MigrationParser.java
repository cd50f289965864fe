package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.FileContext;
import dev.amig.language.source.Source;
import dev.amig.language.tree.Migration;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Reads one {@code .amig} file. Needs no server, no templates and no other file. */
public final class MigrationParser {
    /** After as many problems the rest of a file is not worth reading. */
    public static final int MOST_PROBLEMS = 20;

    private MigrationParser() {}

    /**
     * The tree of a file.
     *
     * @throws SyntaxException it is not a migration; all problems that were found in one reading, at most
     *     {@link #MOST_PROBLEMS}
     */
    public static Migration parse(Source source) {
        return right(parsed(source).reading()).migration().orElseThrow();
    }

    /** The same, taken apart by the grammar only. */
    static FileContext file(Source source) {
        Parsed parsed = parsed(source);
        right(parsed.reading());
        return parsed.file();
    }

    private static Reading right(Reading reading) {
        if (!reading.isRight()) {
            throw new SyntaxException(reading.problems());
        }
        return reading;
    }

    /** The same for those who show a file while it is written: a statement that is wrong is left out of the tree. */
    public static Reading read(Source source) {
        return parsed(source).reading();
    }

    private record Parsed(FileContext file, Reading reading) {}

    private static Parsed parsed(Source source) {
        var lexer = new AmigLexer(new SourceCharStream(source));
        var tokens = new CommonTokenStream(lexer);
        tokens.fill();
        var problems = new SyntaxProblems(source);
        var parser = new AmigParser(tokens);
        parser.removeErrorListeners();
        var file = parse(parser, problems);
        var migration = new TreeBuilder(source, problems).file(file);
        if (migration.isEmpty() && problems.isEmpty() && lexer.problems().isEmpty()) {
            problems.add(source.text().length(), "this file is empty; a file begins with 'MIGRATION name;'");
        }
        return new Parsed(file, new Reading(migration, SyntaxProblems.firstOf(lexer.problems(), problems)));
    }

    /** Nearly every file is right: it is read without a thought of messages, and only a wrong one a second time with them. */
    private static FileContext parse(AmigParser parser, SyntaxProblems problems) {
        try {
            parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
            parser.setErrorHandler(new BailErrorStrategy());
            return parser.file();
        } catch (ParseCancellationException e) {
            parser.reset();
            parser.getInterpreter().setPredictionMode(PredictionMode.LL);
            parser.setErrorHandler(new SyntaxErrors(problems));
            return parser.file();
        }
    }
}
