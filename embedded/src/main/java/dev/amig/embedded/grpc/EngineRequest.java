package dev.amig.embedded.grpc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Parameters and headers of one HTTP request to the engine. */
record EngineRequest(Map<String, String> parameters, Map<String, String> headers) {
    EngineRequest {
        parameters = new LinkedHashMap<>(parameters);
        headers = new LinkedHashMap<>(headers);
    }

    EngineRequest with(String name, String value) {
        EngineRequest changed = new EngineRequest(parameters, headers);
        changed.parameters.put(name, value);
        return changed;
    }

    EngineRequest withHeader(String name, String value) {
        EngineRequest changed = new EngineRequest(parameters, headers);
        changed.headers.put(name, value);
        return changed;
    }

    String queryString() {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
