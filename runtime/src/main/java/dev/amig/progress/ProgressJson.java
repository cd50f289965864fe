package dev.amig.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** A {@link Progress} as text, and back: what one process sees, another one shows. */
public final class ProgressJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            // Only what a record is made of: what is computed from it would not be understood when read back.
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            // A newer amig may have written it, which knows more.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ProgressJson() {}

    public static String write(Progress progress) {
        try {
            return MAPPER.writeValueAsString(progress);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + progress, e);
        }
    }

    /** @throws IllegalArgumentException it is none that {@link #write} has written */
    public static Progress read(String json) {
        try {
            return MAPPER.readValue(json, Progress.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no progress of a run: " + json, e);
        }
    }
}
