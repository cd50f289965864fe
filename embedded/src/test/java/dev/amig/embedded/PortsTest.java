package dev.amig.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void a_reserved_port_is_nobody_elses_until_it_is_given_back() {
        Ports first = new Ports();
        int port = first.any();
        try (Ports second = new Ports()) {
            assertThat(Ports.isFree(port)).isTrue();
            assertThatThrownBy(() -> second.exactly(port))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageStartingWith("port " + port + " of 127.0.0.1 is in use;");
            first.close();
            assertThatCode(() -> second.exactly(port)).doesNotThrowAnyException();
        }
    }

    @Test
    void ports_lie_below_those_that_the_kernel_gives_to_clients_and_differ() {
        Set<Integer> seen = new HashSet<>();
        try (Ports ports = new Ports()) {
            for (int i = 0; i < 100; i++) {
                assertThat(seen.add(ports.any())).isTrue();
            }
        }
        assertThat(seen).allMatch(port -> port >= 12_000 && port < 32_000);
    }

    @Test
    void a_port_that_cannot_be_is_refused() {
        try (Ports ports = new Ports()) {
            assertThatThrownBy(() -> ports.exactly(65_536))
                    .hasMessage("there is no port 65536; choose a smaller --port-base");
        }
    }
}
