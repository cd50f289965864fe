package dev.amig.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.transport.QueryException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every transport must keep, on a real server: here what can happen to connections, above it what statements give, and what is heard
 * of them while they run. A new transport extends this class and says which kind it is.
 */
public abstract class TransportContract extends RunningContract {
    @Test
    void a_user_with_a_password_is_let_in_and_a_wrong_one_is_told() throws QueryException {
        assertThat(run("SELECT currentUser()").rows()).containsExactly(List.of("migrator"));
        try (Transport wrong = open(node(), TransportOptions.PLAIN.as("migrator", Secret.of("guess")))) {
            QueryException e = failure(wrong, Query.of("SELECT 1", id()));
            assertThat(e.kind()).isEqualTo(Kind.AUTHENTICATION);
            assertThat(e)
                    .hasMessage(
                            "the server refused user and password: migrator: Authentication failed: password is incorrect, or there is no user with such name; check user and password of the cluster in amig.yaml");
        }
    }

    @Test
    void a_port_where_nobody_listens_is_told() {
        try (Transport nowhere = open(at("127.0.0.1", 1), TransportOptions.PLAIN)) {
            QueryException e = failure(nowhere, Query.of("SELECT 1", id()));
            assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(e.getMessage()).startsWith("no connection to 127.0.0.1:1 (");
        }
    }

    @Test
    void a_host_that_does_not_exist_is_told() {
        try (Transport nowhere = open(at("no-such-host.invalid", 9100), TransportOptions.PLAIN)) {
            QueryException e = failure(nowhere, Query.of("SELECT 1", id()));
            assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(e).hasMessage("the host no-such-host.invalid is not known");
        }
    }

    @Test
    void another_protocols_port_is_told() {
        try (Transport wrong = open(at(server().host(), server().nativePort()), migrator())) {
            QueryException e = failure(wrong, Query.of("SELECT 1", id()));
            assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(e.getMessage())
                    .startsWith(server().host() + ":" + server().nativePort() + " does not speak ClickHouse's ")
                    .endsWith(" port, and without TLS?");
            assertThat(e.node().port()).isEqualTo(server().nativePort());
        }
    }

    @Test
    void tls_spoken_to_a_plain_port_is_told() {
        TransportOptions tls = TransportOptions.PLAIN.withTls(new TransportOptions.Tls(Optional.empty()));
        try (Transport secure = open(node(), tls)) {
            QueryException e = failure(secure, Query.of("SELECT 1", id()));
            assertThat(e.kind()).isEqualTo(Kind.TLS);
            assertThat(e.getMessage())
                    .startsWith("no secure connection: ")
                    .endsWith("; check tls of the cluster in amig.yaml, and whether the port speaks TLS");
        }
    }

    @Test
    void over_tls_a_certificate_is_believed_if_the_authority_signed_it(@TempDir Path folder) throws Exception {
        try (TlsFront front = new TlsFront(folder, server().port(kind()));
                Transport secure = open(at("127.0.0.1", front.port()), tls(front.certificate()))) {
            assertThat(secure.execute(Query.of("SELECT 'encrypted'", id()), ProgressListener.NONE)
                            .rows())
                    .containsExactly(List.of("encrypted"));
        }
    }

    @Test
    void over_tls_a_stranger_is_not_believed(@TempDir Path folder) throws Exception {
        try (TlsFront front = new TlsFront(folder, server().port(kind()));
                Transport unknown = open(
                        at("127.0.0.1", front.port()), migrator().withTls(new TransportOptions.Tls(Optional.empty())));
                Transport otherName = open(at("localhost", front.port()), tls(front.certificate()))) {
            QueryException e = failure(unknown, Query.of("SELECT 1", id()));
            assertThat(e.kind()).isEqualTo(Kind.TLS);
            assertThat(e)
                    .hasMessage(
                            "no secure connection: unable to find valid certification path to requested target; check tls of the cluster in amig.yaml, and whether the port speaks TLS");
            QueryException wrongName = failure(otherName, Query.of("SELECT 1", id()));
            assertThat(wrongName.kind()).isEqualTo(Kind.TLS);
            assertThat(wrongName.getMessage())
                    .startsWith("no secure connection: ")
                    .contains("localhost");
        }
    }

    @Test
    void tls_that_breaks_while_a_statement_runs_leaves_the_outcome_unknown(@TempDir Path folder) throws Exception {
        String queryId = id();
        try (TlsFront front = new TlsFront(folder, server().port(kind()));
                Transport secure = open(at("127.0.0.1", front.port()), tls(front.certificate()))) {
            CompletableFuture<QueryException> running =
                    CompletableFuture.supplyAsync(() -> failure(secure, Query.of(sleeping(60), queryId)));
            awaitRunning(queryId);
            front.cut();
            assertThat(running.get(5, TimeUnit.SECONDS).kind()).isEqualTo(Kind.CONNECTION_LOST);
        }
        transport.cancel(queryId);
    }

    @Test
    void a_port_that_wants_tls_is_told(@TempDir Path folder) throws Exception {
        try (TlsFront front = new TlsFront(folder, server().port(kind()));
                Transport plain = open(at("127.0.0.1", front.port()), migrator())) {
            QueryException e = failure(plain, Query.of("SELECT 1", id()));
            assertThat(e)
                    .hasMessage("127.0.0.1:" + front.port()
                            + " speaks TLS and amig was told not to; set tls of the cluster in amig.yaml");
            assertThat(e.kind()).isEqualTo(Kind.TLS);
        }
    }

    @Test
    void a_certificate_file_that_is_none_is_told(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing.pem");
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        try (Transport first = open(node(), tls(missing));
                Transport second = open(node(), tls(empty))) {
            QueryException e = failure(first, Query.of("SELECT 1", id()));
            assertThat(e.kind()).isEqualTo(Kind.TLS);
            assertThat(e)
                    .hasMessage("the certificate file " + missing
                            + " does not exist; check tls of the cluster in amig.yaml");
            assertThat(failure(second, Query.of("SELECT 1", id())))
                    .hasMessage("the certificate file " + empty
                            + " holds no certificate; check tls of the cluster in amig.yaml");
        }
    }

    private static TransportOptions tls(Path authority) {
        return migrator().withTls(new TransportOptions.Tls(Optional.of(authority)));
    }

    @Test
    void a_server_that_is_killed_in_the_middle_of_a_query_leaves_the_outcome_unknown() throws Exception {
        try (ContractServer victim = startServer()) {
            try (Transport doomed = open(nodeOf(victim), migrator())) {
                doomed.execute(Query.of("SELECT 1", id()), ProgressListener.NONE);
                CompletableFuture<QueryException> running =
                        CompletableFuture.supplyAsync(() -> failure(doomed, Query.of(sleeping(60), id())));
                Thread.sleep(700);
                victim.kill();
                QueryException e = running.get(10, TimeUnit.SECONDS);
                assertThat(e.kind()).isEqualTo(Kind.CONNECTION_LOST);
                assertThat(e.kind().outcomeKnown()).isFalse();
                assertThat(e.getMessage()).startsWith("the connection was lost while the statement ran (");
            }
        }
    }

    @Test
    void a_node_that_is_back_is_reached_at_once() throws Exception {
        try (ContractServer victim = startServer()) {
            try (Transport faithful = open(nodeOf(victim), migrator())) {
                victim.kill();
                for (int i = 0; i < 3; i++) {
                    assertThat(failure(faithful, Query.of("SELECT 1", id())).kind())
                            .isEqualTo(Kind.UNREACHABLE);
                }
                victim.restart();
                assertThat(faithful.execute(Query.of("SELECT 1", id()), ProgressListener.NONE)
                                .rows())
                        .containsExactly(List.of(1L));
            }
        }
    }

    @Test
    void a_server_that_has_frozen_is_given_up_in_time() throws Exception {
        try (ContractServer victim = startServer()) {
            try (Transport patient = open(nodeOf(victim), migrator())) {
                patient.execute(Query.of("SELECT 1", id()), ProgressListener.NONE);
                victim.freeze();
                long started = System.nanoTime();
                QueryException e = failure(patient, Query.of("SELECT 1", id()).withTimeout(Duration.ofSeconds(1)));
                assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
                // 1 s, 2 s for the server's own limit, 5 s and 2 s for the kill that is not answered either.
                assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(12));
                victim.thaw();
                assertThat(patient.execute(Query.of("SELECT 2", id()), ProgressListener.NONE)
                                .rows())
                        .containsExactly(List.of(2L));
            }
        }
    }

    @Test
    void after_close_nothing_is_sent() {
        transport.close();
        assertThatThrownBy(() -> run("SELECT 1"))
                .isInstanceOf(QueryException.class)
                .hasMessage("the connection was closed by amig before the statement was sent");
    }
}
