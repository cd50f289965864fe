package dev.amig.copy;

import dev.amig.language.sql.SqlToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code engine_full} of {@code system.tables}, taken apart: {@code ReplacingMergeTree(v) PARTITION BY … ORDER BY … TTL … SETTINGS …}. Its
 * keys are used letter by letter, as ClickHouse attaches parts only where the keys are written the same: not even {@code (a)} and
 * {@code a} are (26.7: "Tables have different ordering").
 */
final class EngineClause {
    private final String text;
    private final int layoutStart;
    private final int layoutEnd;
    private final Map<String, String> settings = new LinkedHashMap<>();

    EngineClause(String engineFull) {
        this.text = engineFull;
        List<SqlToken> tokens = SqlToken.of(text);
        int ttl = start(tokens, "TTL");
        int settingsStart = start(tokens, "SETTINGS");
        this.layoutStart =
                Math.min(start(tokens, "PARTITION"), Math.min(start(tokens, "PRIMARY"), start(tokens, "ORDER")));
        this.layoutEnd = Math.min(ttl, settingsStart);
        if (settingsStart < text.length()) {
            readSettings(tokens, settingsStart + "SETTINGS".length());
        }
    }

    /** Where a clause outside of any bracket begins; the text's end when there is none. */
    private int start(List<SqlToken> tokens, String keyword) {
        int depth = 0;
        for (SqlToken token : tokens) {
            depth += token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
            if (depth == 0 && token.isWord() && token.text().equals(keyword)) {
                return token.start();
            }
        }
        return text.length();
    }

    private void readSettings(List<SqlToken> tokens, int from) {
        int start = from;
        int depth = 0;
        for (SqlToken token : tokens) {
            depth += token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
            if (token.start() >= from && depth == 0 && token.text().equals(",")) {
                readSetting(text.substring(start, token.start()));
                start = token.start() + 1;
            }
        }
        readSetting(text.substring(start));
    }

    private void readSetting(String setting) {
        int equals = setting.indexOf('=');
        settings.put(
                setting.substring(0, equals).strip(),
                setting.substring(equals + 1).strip());
    }

    /** {@code PARTITION BY … PRIMARY KEY … ORDER BY … SAMPLE BY …}, as far as there are any. */
    String layout() {
        return layoutStart >= layoutEnd
                ? ""
                : text.substring(layoutStart, layoutEnd).strip();
    }

    /** The columns that the engine is told of: {@code ver} in {@code ReplicatedReplacingMergeTree('/path', '{replica}', ver)}. */
    List<String> columns() {
        int open = text.indexOf('(');
        if (open < 0 || open > layoutStart) {
            return List.of();
        }
        int depth = 0;
        List<String> columns = new ArrayList<>();
        for (SqlToken token : SqlToken.of(text)) {
            depth += token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
            if (token.start() > open && depth == 0) {
                return columns;
            }
            boolean isName = token.isWord() || token.text().startsWith("`");
            if (token.start() > open && isName) {
                columns.add(token.text());
            }
        }
        return columns;
    }

    /** By name, values as they are written. */
    Map<String, String> settings() {
        return settings;
    }
}
