package dev.amig.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {
    private final Variables variables = new Variables(Map.of("HOST", "ch1", "EMPTY", "", "NESTED", "${HOST}"));

    @Test
    void references_are_replaced_wherever_they_stand() {
        assertThat(variables.replace("${HOST}.example.net:${HOST}")).isEqualTo("ch1.example.net:ch1");
    }

    @Test
    void a_default_stands_in_for_what_is_not_set_or_empty() {
        assertThat(variables.replace("${PORT:-9100}")).isEqualTo("9100");
        assertThat(variables.replace("${EMPTY:-9100}")).isEqualTo("9100");
        assertThat(variables.replace("${EMPTY}")).isEmpty();
        assertThat(variables.replace("${PORT:-}")).isEmpty();
    }

    @Test
    void a_doubled_dollar_is_one_and_what_came_out_is_not_looked_at_again() {
        assertThat(variables.replace("$${HOST} costs $5")).isEqualTo("${HOST} costs $5");
        assertThat(variables.replace("${NESTED}")).isEqualTo("${HOST}");
    }

    @Test
    void what_begins_no_name_is_an_error() {
        assertThatThrownBy(() -> variables.replace("${a-b}"))
                .hasMessage("'${' begins no ${NAME} here; write $${ for the two characters themselves");
    }
}
