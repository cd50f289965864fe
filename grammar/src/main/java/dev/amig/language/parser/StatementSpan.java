package dev.amig.language.parser;

import dev.amig.language.source.Source;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * Where a statement stands: from its first character to behind its {@code ;}. Found by tokens alone, so that a file with errors
 * has them, too. {@code FINALIZE} is one, and so is each action in it.
 */
record StatementSpan(int start, int end) {
    static List<StatementSpan> of(List<? extends Token> tokens) {
        var visible = tokens.stream()
                .filter(it -> it.getChannel() == Token.DEFAULT_CHANNEL)
                .toList();
        var spans = new ArrayList<StatementSpan>();
        int finalization = -1;
        int start = -1;
        for (int i = 0; i < visible.size(); i++) {
            Token token = visible.get(i);
            if (start < 0) {
                start = token.getStartIndex();
                if (opensFinalization(visible, i)) {
                    finalization = start;
                    start = -1;
                    i += 2;
                    continue;
                }
            }
            if (token.getType() == AmigLexer.SEMICOLON) {
                boolean closes = finalization >= 0 && visible.get(i - 1).getType() == AmigLexer.END;
                spans.add(new StatementSpan(closes ? finalization : start, token.getStopIndex() + 1));
                finalization = closes ? -1 : finalization;
                start = -1;
            }
        }
        return spans;
    }

    /** {@code FINALIZE 'text' BEGIN}. */
    private static boolean opensFinalization(List<? extends Token> tokens, int at) {
        return tokens.get(at).getType() == AmigLexer.FINALIZE
                && at + 2 < tokens.size()
                && tokens.get(at + 2).getType() == AmigLexer.BEGIN;
    }

    boolean holds(int offset) {
        return start <= offset && offset < end;
    }

    /** And before the offset. */
    boolean endsOnLineOf(int offset, Source source) {
        return end <= offset && source.text().substring(end, offset).indexOf('\n') < 0;
    }
}
