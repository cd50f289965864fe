package dev.amig.language.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QualifiedNameTest {
    @ParameterizedTest
    @CsvSource({
        "events, , events, events",
        "posthog.events, posthog, events, posthog.events",
        "`my db`.\"my table\", my db, my table, `my db`.`my table`",
        "db.`a.b`, db, a.b, db.`a.b`",
        "`a``b`.c, a`b, c, `a\\`b`.c",
        "2024.1st, 2024, 1st, `2024`.`1st`",
    })
    void a_name_is_read_as_the_server_reads_it(String text, String database, String table, String sql) {
        QualifiedName name = QualifiedName.parse(text);
        assertThat(name).isEqualTo(new QualifiedName(Optional.ofNullable(database), table));
        assertThat(name.sql()).isEqualTo(sql);
        assertThat(QualifiedName.parse(name.sql())).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a.b.c", "a.", ".a", "a b", "`a", "a;b c", "``"})
    void what_is_no_name_is_told(String text) {
        assertThatThrownBy(() -> QualifiedName.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' is no table's name");
    }
}
