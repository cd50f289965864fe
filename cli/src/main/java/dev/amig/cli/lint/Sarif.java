package dev.amig.cli.lint;

import dev.amig.language.lint.Finding;
import dev.amig.language.lint.LintReport;
import dev.amig.language.lint.Rule;
import dev.amig.language.lint.RuleManual;
import dev.amig.language.lint.Rules;
import dev.amig.language.lint.Suppressed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), which code review systems show beside the
 * lines. Keys are those of the standard, in its camel case; therefore maps and no records.
 */
public final class Sarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /** The number behind the slash is to be raised when the same finding would get another value. */
    private static final String FINGERPRINT = "amigFinding/v1";

    /** Findings that would have the same fingerprint are told apart by their order. */
    private final Map<String, Integer> seen = new HashMap<>();

    private Sarif() {}

    /** The document, to be written as JSON. */
    public static Map<String, Object> of(LintReport report, String version) {
        return new Sarif().document(report, version);
    }

    private Map<String, Object> document(LintReport report, String version) {
        List<Object> results = new ArrayList<>();
        report.findings().forEach(it -> results.add(result(it)));
        report.suppressed().forEach(it -> results.add(result(it)));
        Map<String, Object> driver = object(
                "name",
                "amig",
                "semanticVersion",
                version,
                "rules",
                Rules.ALL.stream().map(Sarif::rule).toList());
        Map<String, Object> run =
                object("tool", object("driver", driver), "columnKind", "unicodeCodePoints", "results", results);
        return object("$schema", SCHEMA, "version", "2.1.0", "runs", List.of(run));
    }

    private static Map<String, Object> rule(Rule rule) {
        return object(
                "id", rule.name(),
                "name", rule.getClass().getSimpleName(),
                "shortDescription", text(rule.page().summary()),
                "fullDescription", text(rule.page().reason()),
                "defaultConfiguration", object("level", rule.page().severity().toString()),
                "help", object("text", rule.page().reason(), "markdown", RuleManual.page(rule)));
    }

    private Map<String, Object> result(Suppressed suppressed) {
        Map<String, Object> result = result(suppressed.finding());
        result.put("suppressions", List.of(object("kind", "inSource", "justification", suppressed.reason())));
        return result;
    }

    private Map<String, Object> result(Finding finding) {
        Map<String, Object> region = object(
                "startLine",
                finding.location().line(),
                "startColumn",
                finding.location().column());
        finding.problem().line().ifPresent(it -> region.put("snippet", text(it)));
        Map<String, Object> place = object(
                "physicalLocation",
                object("artifactLocation", object("uri", uri(finding.location().file())), "region", region));
        return object(
                "ruleId", finding.rule(),
                "ruleIndex", Rules.names().indexOf(finding.rule()),
                "level", finding.severity().toString(),
                "message", text(message(finding)),
                "locations", List.of(place),
                "partialFingerprints", object(FINGERPRINT, fingerprint(finding)));
    }

    private static String message(Finding finding) {
        var message = new StringBuilder(finding.message());
        finding.problem().hints().forEach(it -> message.append("\nhelp: ").append(it));
        return message.toString();
    }

    /** The same while lines above come and go: rule, file and the line's text, not its number. */
    private String fingerprint(Finding finding) {
        String line = finding.problem().line().map(String::strip).orElse("");
        String key = String.join("\n", finding.rule(), uri(finding.location().file()), line);
        int count = seen.merge(key, 1, Integer::sum);
        return sha256(key + "\n" + count);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Relative to where amig was called; absolute paths as {@code file:}. */
    private static String uri(String file) {
        Path path = Path.of(file);
        if (path.isAbsolute()) {
            return path.toUri().toString();
        }
        // Path knows how to encode; it only wants to be absolute.
        Path root = Path.of("").toAbsolutePath().getRoot();
        return root.toUri().relativize(root.resolve(path).toUri()).toString();
    }

    private static Map<String, Object> text(String text) {
        return object("text", text);
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }
}
