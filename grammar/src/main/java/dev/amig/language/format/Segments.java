package dev.amig.language.format;

import dev.amig.language.format.Segment.Place;
import dev.amig.language.parser.Lexeme;
import dev.amig.language.parser.Phrase;
import dev.amig.language.parser.SyntaxPart;
import java.util.ArrayList;
import java.util.List;

/** Takes a statement apart into what it is about, its options and clauses, its island, and what follows that. */
final class Segments {
    private final Phrase statement;
    private final List<Segment> found = new ArrayList<>();
    private SyntaxPart before;

    private Segments(Phrase statement) {
        this.statement = statement;
    }

    /** @param end index behind the statement's last word */
    static List<Segment> of(Phrase statement, Words words, int end) {
        var segments = new Segments(statement);
        segments.begin(Place.HEAD, statement, words.index(statement.start()));
        for (SyntaxPart part : statement.parts()) {
            Place place = segments.place(part);
            if (place != Place.JOINED) {
                segments.begin(place, part, words.index(part.start()));
            }
            segments.before = part;
        }
        segments.close(end);
        return segments.found;
    }

    private void begin(Place place, SyntaxPart part, int from) {
        close(from);
        found.add(new Segment(place, part, from, from));
    }

    private void close(int to) {
        if (!found.isEmpty()) {
            Segment last = found.remove(found.size() - 1);
            found.add(new Segment(last.place(), last.part(), last.from(), to));
        }
    }

    private boolean has(Place place) {
        return found.stream().anyMatch(it -> it.is(place));
    }

    private Place place(SyntaxPart part) {
        if (part instanceof Lexeme word) {
            return place(word);
        }
        return switch (((Phrase) part).rule()) {
            case "migrationClause", "copyClause", "forEachRow" -> Place.CLAUSE;
            case "option" -> statement.is("copy") ? Place.CLAUSE : Place.OPTION;
            case "waitingOption" -> Place.OPTION;
            case "placement" -> placement();
            case "island" -> has(Place.BODY) || has(Place.TAIL) ? Place.JOINED : Place.BODY;
            case "rollback" -> rollback((Phrase) part);
            default -> Place.JOINED;
        };
    }

    private Place placement() {
        if (isWord(before, "UNTIL")) {
            return Place.JOINED;
        }
        return statement.is("copy") && !before.is("table") ? Place.CLAUSE : Place.OPTION;
    }

    private Place rollback(Phrase rollback) {
        boolean hasIsland = rollback.parts().stream().anyMatch(it -> it.is("island"));
        return has(Place.BODY) && !hasIsland ? Place.TAIL : Place.LATE;
    }

    private Place place(Lexeme word) {
        if (!word.is(Lexeme.Kind.KEYWORD)) {
            return Place.JOINED;
        }
        return switch (Wording.of(word, statement)) {
            case "DESCRIPTION", "FROM", "UNTIL", "TABLES", "BY", "WITHOUT" -> Place.OPTION;
            case "EXPECT" -> Place.TAIL;
            case "ON" -> Place.LATE;
            case "WARN" -> has(Place.LATE) ? Place.LATE : Place.JOINED;
            case "EVERY", "TIMEOUT" -> measure();
            default -> Place.JOINED;
        };
    }

    /** {@code EVERY} before the island of a HEALTHCHECK, {@code EVERY … TIMEOUT …} behind that of a WAIT. */
    private Place measure() {
        if (has(Place.TAIL)) {
            return Place.JOINED;
        }
        return has(Place.BODY) ? Place.TAIL : Place.OPTION;
    }

    private static boolean isWord(SyntaxPart part, String keyword) {
        return part instanceof Lexeme word && word.isKeyword(keyword);
    }
}
