package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PostgresServerTest {

    @Test
    void takesClientsWithThePasswordUntilItIsClosed() {
        PostgresServer server = PostgresServer.start(new SecureRandom(), "fsync=off", "work_mem=7MB");

        server.run("createdb", "sample");
        assertThat(server.run("psql", "-Atc", "SHOW work_mem", "sample").strip())
                .isEqualTo("7MB");
        assertThat(server.url("sample")).matches("jdbc:postgresql://127\\.0\\.0\\.1:\\d+/sample");
        assertThatIllegalStateException()
                .isThrownBy(() -> server.run("psql", "-c", "SELECT nothing", "sample"))
                .withMessageContaining("column \"nothing\" does not exist");

        server.close();
        server.close();

        assertThatIllegalStateException().isThrownBy(() -> server.run("psql", "-c", "SELECT 1", "sample"));
    }

    @Test
    void aSettingThatIsNotAcceptedIsToldWithWhatTheServerSaid() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PostgresServer.start(new SecureRandom(), "no_such_setting=1"))
                .withMessageContaining("pg_ctl");
    }
}
