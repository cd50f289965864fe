package dev.amig.editor.lsp;

import dev.amig.editor.service.Diagnostic;
import dev.amig.editor.service.LanguageService;
import dev.amig.language.source.Source;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.services.LanguageClient;

/** Tells the editor what is wrong, and when it no longer is; says nothing twice. */
final class DiagnosticPublisher {
    private final LanguageService service;
    private final Uris uris;
    private final LanguageClient client;
    private final Map<Path, List<org.eclipse.lsp4j.Diagnostic>> told = new HashMap<>();

    DiagnosticPublisher(LanguageService service, Uris uris, LanguageClient client) {
        this.service = service;
        this.uris = uris;
        this.client = client;
    }

    /** Looks at every open migration: what one of them says may be wrong because of another file. */
    void publish() {
        Map<Path, Set<Diagnostic>> found = new LinkedHashMap<>();
        told.keySet().forEach(file -> found.put(file, new LinkedHashSet<>()));
        for (Path file : service.openMigrations()) {
            found.computeIfAbsent(file, it -> new LinkedHashSet<>());
            for (Diagnostic it : service.diagnostics(file)) {
                found.computeIfAbsent(it.file(), other -> new LinkedHashSet<>()).add(it);
            }
        }
        found.forEach(this::publish);
        told.keySet()
                .removeIf(it ->
                        told.get(it).isEmpty() && !service.openMigrations().contains(it));
    }

    private void publish(Path file, Set<Diagnostic> diagnostics) {
        var answers = new Answers(service.source(file).map(Source::text).orElse(""));
        var mapped = diagnostics.stream().map(answers::diagnostic).toList();
        if (!mapped.equals(told.get(file))) {
            told.put(file, mapped);
            client.publishDiagnostics(new PublishDiagnosticsParams(uris.uri(file), mapped));
        }
    }
}
