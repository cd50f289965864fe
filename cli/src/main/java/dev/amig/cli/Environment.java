package dev.amig.cli;

import dev.amig.project.Project;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment variables that the project lets templates read. */
final class Environment {
    private Environment() {}

    /** Those that are listed and set; a template that asks for another one fails with its place. */
    static Map<String, String> listed(Project project) {
        Map<String, String> listed = new LinkedHashMap<>();
        for (String name : project.configuration().env()) {
            String value = System.getenv(name);
            if (value != null) {
                listed.put(name, value);
            }
        }
        return listed;
    }
}
