package dev.amig.embedded.grpc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The settings of a call on their way to HTTP, where they are parameters among others: names that HTTP understands
 * differently must not get through.
 */
final class Settings {
    private static final Set<String> HTTP_PARAMETERS = Set.of(
            "query",
            "database",
            "user",
            "password",
            "quota_key",
            "query_id",
            "session_id",
            "session_check",
            "session_timeout",
            "close_session",
            "default_format",
            "compress",
            "decompress",
            "buffer_size",
            "wait_end_of_query",
            "stacktrace",
            "role",
            "client_protocol_version");
    // With external tables HTTP takes parameters of these endings for theirs, real settings included.
    private static final Set<String> EXTERNAL_TABLE_ENDINGS = Set.of("_format", "_types", "_structure");

    private Settings() {}

    /**
     * The settings the engine shall see.
     *
     * @throws ServerErrorException 115 for what is a parameter of HTTP and no setting, 48 for what HTTP would lose
     */
    static Map<String, String> forHttp(Map<String, String> settings, boolean withExternalTables) {
        Map<String, String> passed = new LinkedHashMap<>(settings);
        for (String name : settings.keySet()) {
            if (HTTP_PARAMETERS.contains(name) || name.startsWith("param_") || name.isEmpty()) {
                throw new ServerErrorException(ServerError.UNKNOWN_SETTING, "Unknown setting '" + name + "'");
            }
            if (withExternalTables && EXTERNAL_TABLE_ENDINGS.stream().anyMatch(name::endsWith)) {
                throw new ServerErrorException(
                        ServerError.NOT_IMPLEMENTED,
                        "The embedded node cannot pass on setting '" + name
                                + "' together with external tables; put it into the query's SETTINGS");
            }
        }
        passed.remove("send_logs_level");
        passed.remove("send_logs_source_regexp");
        if (interactiveDelayMicros(settings).isPresent()) {
            passed.remove("interactive_delay");
        }
        return passed;
    }

    /** Empty if it is not set, or not to a number: then the engine shall refuse it in its own words. */
    static OptionalLong interactiveDelayMicros(Map<String, String> settings) {
        String value = settings.getOrDefault("interactive_delay", "");
        return value.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
    }

    static boolean isSwitchedOff(Map<String, String> settings, String name) {
        String value = settings.getOrDefault(name, "");
        return value.equals("0") || value.equalsIgnoreCase("false");
    }

    static boolean isSwitchedOn(Map<String, String> settings, String name) {
        return settings.containsKey(name) && !isSwitchedOff(settings, name);
    }
}
