package dev.amig.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** As much of Markdown as the manual uses: fenced blocks, and comments. */
final class Markdown {
    private static final String FENCE = "```";

    private final Path file;
    private final List<String> lines;
    private final List<Block> blocks = new ArrayList<>();
    private Optional<String> note = Optional.empty();

    private Markdown(Path file) {
        this.file = file;
        this.lines = DocumentFiles.lines(file);
    }

    static List<Block> blocksOf(Path file) {
        Markdown markdown = new Markdown(file);
        markdown.read();
        return markdown.blocks;
    }

    /** The lines that are no part of a block, each with its number from 1. */
    static List<Line> proseOf(Path file) {
        var prose = new ArrayList<Line>();
        boolean inBlock = false;
        int number = 0;
        for (String line : DocumentFiles.lines(file)) {
            number++;
            if (line.startsWith(FENCE)) {
                inBlock = !inBlock;
            } else if (!inBlock) {
                prose.add(new Line(number, line));
            }
        }
        return prose;
    }

    record Line(int number, String text) {}

    private void read() {
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (line.startsWith("<!--")) {
                int end = find(at, it -> it.endsWith("-->"));
                String comment = String.join("\n", lines.subList(at, end + 1));
                note = Optional.of(comment.substring(4, comment.length() - 3).strip());
                at = end;
            } else if (line.startsWith(FENCE)) {
                int end = find(at + 1, it -> it.equals(FENCE));
                blocks.add(block(at, end));
                note = Optional.empty();
                at = end;
            } else if (!line.isBlank()) {
                note = Optional.empty();
            }
        }
    }

    private Block block(int start, int end) {
        StringBuilder text = new StringBuilder();
        lines.subList(start + 1, end).forEach(line -> text.append(line).append('\n'));
        String info = lines.get(start).substring(FENCE.length()).strip();
        return new Block(file, start + 2, info, text.toString(), note);
    }

    private int find(int from, Predicate<String> end) {
        for (int at = from; at < lines.size(); at++) {
            if (end.test(lines.get(at))) {
                return at;
            }
        }
        throw new IllegalStateException(DocumentFiles.nameOf(file) + ":" + from + ": this is never closed");
    }
}
