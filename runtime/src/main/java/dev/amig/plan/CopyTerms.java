package dev.amig.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * On which terms a copy works one of its nodes, out of what was kept of its plan: for who has the journal and not the file.
 *
 * @param settings the author's
 */
public record CopyTerms(Map<String, String> settings, List<CopyTask.Throttle> throttles) {
    /** Of a run that was begun by an amig which kept no plans. */
    public static final CopyTerms NONE = new CopyTerms(Map.of(), List.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    public CopyTerms {
        settings = Map.copyOf(settings);
        throttles = List.copyOf(throttles);
    }

    /** @param clauses what {@link PlanJson#clauses} has made of the copy */
    public static CopyTerms of(String clauses, String node) {
        JsonNode copy = parse(clauses);
        Map<String, String> settings = new LinkedHashMap<>();
        copy.path("settings")
                .properties()
                .forEach(it -> settings.put(it.getKey(), it.getValue().asText()));
        List<CopyTask.Throttle> throttles = new ArrayList<>();
        copy.path("tasks")
                .path(node)
                .path("throttles")
                .forEach(it -> throttles.add(new CopyTask.Throttle(
                        it.path("reason").asText(), it.path("sql").asText())));
        return new CopyTerms(settings, throttles);
    }

    private static JsonNode parse(String clauses) {
        try {
            return JSON.readTree(clauses);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the journal holds a plan that is not the JSON it should be: " + clauses, e);
        }
    }
}
