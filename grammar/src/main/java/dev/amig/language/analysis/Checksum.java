package dev.amig.language.analysis;

import dev.amig.language.source.Source;
import dev.amig.language.template.CompiledTemplate;
import dev.amig.language.template.Reference;
import dev.amig.language.template.TemplateLibrary;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

/** Whether a file, or a template that it may call, has changed. Templates it cannot reach may change as they like. */
final class Checksum {
    private Checksum() {}

    static String of(Source source, Templates templates, TemplateLibrary library) {
        var reached = new TreeSet<String>();
        templates.islands().values().forEach(it -> reach(it, library, reached));
        templates.texts().values().forEach(it -> reach(it, library, reached));
        MessageDigest digest = sha256();
        digest.update(source.text().getBytes(StandardCharsets.UTF_8));
        for (String namespace : reached) {
            digest.update(("\0" + namespace + "\0").getBytes(StandardCharsets.UTF_8));
            digest.update(library.source(namespace).text().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void reach(CompiledTemplate template, TemplateLibrary library, TreeSet<String> reached) {
        for (Reference it : template.references()) {
            if (library.namespaces().contains(it.name())) {
                reach(it.name(), library, reached);
            }
        }
    }

    private static void reach(String namespace, TemplateLibrary library, TreeSet<String> reached) {
        if (reached.add(namespace)) {
            library.calledBy(namespace).forEach(it -> reach(it, library, reached));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
