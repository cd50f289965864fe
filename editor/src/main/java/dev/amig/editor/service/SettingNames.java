package dev.amig.editor.service;

import java.util.List;
import java.util.Optional;

/** ClickHouse's settings, from {@code settings.txt}. */
final class SettingNames {
    private static final List<SettingName> ALL = Phrases.read("settings.txt").entrySet().stream()
            .map(it -> new SettingName(it.getKey(), it.getValue()))
            .toList();

    private SettingNames() {}

    /** @param facts {@code UInt64, default 65409} */
    record SettingName(String name, String facts) {}

    static List<SettingName> all() {
        return ALL;
    }

    static Optional<SettingName> find(String name) {
        return ALL.stream().filter(it -> it.name().equals(name)).findFirst();
    }
}
