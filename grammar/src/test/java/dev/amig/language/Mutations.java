package dev.amig.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files that are nearly right: every {@code .amig} file of the project and every statement in an island, changed a little. */
public final class Mutations {
    private static final Pattern TOKEN =
            Pattern.compile("\\w+|\\s+|\\$\\w*\\$|/\\*|\\*/|--|\\$\\{|<#-*|.", Pattern.DOTALL);

    /** Islands in every place, options, targets, and templates, all in a few lines. */
    private static final List<String> SHORT_FILES = List.of("""
            MIGRATION 0002_x DESCRIPTION 'why' DEPENDS ON a, b APPLICATION VERSION '>=1.0' REQUIRES clickhouse '>=26' CLUSTER c;
            """, """
            MIGRATION m;
            PARAM a INTEGER = 5 DESCRIPTION 'x'; -- comment
            SETTINGS max_threads = 8, s = 'a\\'b';
            """, """
            MIGRATION m;
            STEP s 'text' ON EACH SHARD AT ONCE 2 TIMEOUT 5 MINUTES RETRY 3 TIMES EVERY 10 SECONDS ON ERROR PAUSE {
              SELECT {x:UInt8}, '}', $$}$$, `}`, ${a["}"]} <#if x>y</#if> /* } */ -- }
            } ROLLBACK { x };
            """, """
            MIGRATION m;
            VERIFY v ON SHARDS 1, 3..5 RAW { SELECT '${' } EXPECT != -1.5 ON MISMATCH { <#-- } --> 1 } WARN ONLY;
            CONFIRM 'go?';
            COPY x FROM y; FINALIZE 'z' BEGIN STEP q ON ANY NODE {a} IRREVERSIBLE; END;
            """);

    private static final List<String> PIECES =
            List.of(("{ } ' \" ` ; -- # /* */ $ $$ $a$ ${ <# <@ <#-- --> </# > ( ) STEP ON EACH VERIFY"
                            + " ROLLBACK EXPECT COPY BEGIN END \\ 😀 ‘ ’ “ ” — − 1 9999999999 .. - = <#noparse> </#noparse> é <#assign?x>"
                            + " ?eval ! r\" FORMAT INSERT VALUES")
                    .split(" "));
    private static final List<String> SPACES =
            List.of("\n", "\r\n", "\t", "\u0000", "\uFEFF", "\u2060", "\uD83D", "RAW {", "# ", "<#assign x>");

    private final List<List<String>> seeds;

    private Mutations(List<String> texts) {
        this.seeds = texts.stream().map(Mutations::tokens).toList();
    }

    public static Mutations ofEveryFile() {
        var texts = new ArrayList<>(SHORT_FILES);
        for (String folder : List.of("src/test/resources/corpus", "../migrations.d")) {
            texts.addAll(amigFiles(Path.of(folder)));
        }
        for (var statement : Statements.read(Path.of(""))) {
            String raw = statement.isRaw() ? "RAW " : "";
            texts.add("MIGRATION m;\nSTEP s ON ANY NODE " + raw + "{ " + statement.sql() + "\n} IRREVERSIBLE;");
        }
        return new Mutations(texts);
    }

    private static List<String> amigFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            var texts = new ArrayList<String>();
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".amig")).sorted().toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    /** The same for the same seed. */
    public String text(long seed) {
        var random = new Random(seed);
        var tokens = new ArrayList<>(one(seeds, random));
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            mutate(tokens, random);
        }
        String text = String.join("", tokens);
        return switch (random.nextInt(8)) {
            case 0 -> text.substring(0, random.nextInt(text.length() + 1));
            case 1, 2 -> flipped(text, random);
            default -> text;
        };
    }

    private void mutate(List<String> tokens, Random random) {
        int at = random.nextInt(tokens.size() + 1);
        int end = Math.min(tokens.size(), at + random.nextInt(6));
        switch (random.nextInt(7)) {
            case 0 -> tokens.subList(at, end).clear();
            case 1 -> tokens.addAll(at, List.copyOf(tokens.subList(at, end)));
            case 2 -> splice(tokens, at, random);
            case 3 -> {
                tokens.subList(at, end).clear();
                tokens.add(at, piece(random));
            }
            case 4 ->
                tokens.add(at, random.nextInt(50) == 0 ? piece(random).repeat(random.nextInt(3_000)) : piece(random));
            case 5 -> tokens.add(at, one(tokens.isEmpty() ? PIECES : tokens, random));
            default -> tokens.add(at, one(one(seeds, random), random));
        }
    }

    /** The end of another file instead of this one's. */
    private void splice(List<String> tokens, int at, Random random) {
        List<String> other = one(seeds, random);
        tokens.subList(at, tokens.size()).clear();
        tokens.addAll(other.subList(random.nextInt(other.size()), other.size()));
    }

    /** Single bits, also such that no UTF-8 is left; a file is read with the replacement character then. */
    private static String flipped(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = bytes.length == 0 ? 0 : 1 + random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String piece(Random random) {
        return one(random.nextInt(5) == 0 ? SPACES : PIECES, random);
    }

    private static <T> T one(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
