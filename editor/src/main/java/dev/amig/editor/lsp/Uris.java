package dev.amig.editor.lsp;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Files as the protocol names them. An editor compares its own spelling, so that is what it gets back. */
final class Uris {
    private final Map<Path, String> spellings = new HashMap<>();

    /** A text that is no file yet ({@code untitled:…}) counts as one in the current folder. */
    Path path(String uri) {
        Path path = read(uri);
        spellings.put(path, uri);
        return path;
    }

    String uri(Path path) {
        return spellings.getOrDefault(path, path.toUri().toString());
    }

    private static Path read(String uri) {
        try {
            return Path.of(URI.create(uri)).normalize();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Path.of(uri.replaceAll("[^\\p{L}\\p{N}._-]+", "_")).toAbsolutePath();
        }
    }
}
