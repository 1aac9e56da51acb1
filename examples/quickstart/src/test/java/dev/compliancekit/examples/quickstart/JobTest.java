package dev.compliancekit.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.ReadBack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job on every tenth customer. */
class JobTest {

    @TempDir
    private Path temp;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private Job jobWith(UnaryOperator<ErasureTarget> live) throws IOException {
        Story story = new Story(Instant.parse("1998-12-24T00:00:00Z"));
        Variation tenth = new Variation(number -> number % 10 == 0, live);
        return new Job(story, WorkFolder.create(temp.resolve("out")), new SecureRandom(), tenth);
    }

    private boolean run(Job job) throws IOException, SQLException {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return job.run(out, new Progress(out, () -> 0, Job.STEPS));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void passesEveryCheckAndWritesTheReport() throws IOException, SQLException {
        Job job = jobWith(UnaryOperator.identity());
        boolean passed = run(job);
        assertThat(job.checks().all()).as(printed()).allMatch(Checks.Check::passed);
        assertThat(passed).isTrue();
        assertThat(printed())
                .contains("93 promises:", "kept under legal hold", "still open")
                .doesNotContain("FAIL");
        assertThat(temp.resolve("out").resolve("report.html"))
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("Incident drill-1: all 1 owners were told within PT72H.");
    }

    @Test
    void failsIfTheDatabaseSaysThatItErasedAndDidNot() throws IOException, SQLException {
        Job job = jobWith(Liar::new);
        assertThat(run(job)).isFalse();
        assertThat(job.checks().all())
                .filteredOn(check -> !check.passed())
                .extracting(Checks.Check::name)
                .contains("read back");
    }

    @Test
    void failsIfTheDatabaseCannotErase() throws IOException, SQLException {
        Job job = jobWith(Broken::new);
        assertThat(run(job)).isFalse();
        assertThat(job.checks().all())
                .filteredOn(check -> !check.passed())
                .extracting(Checks.Check::name)
                .contains("erasures", "report");
    }

    /** Erases nothing, and says that nothing is there. */
    private record Liar(ErasureTarget honest) implements ErasureTarget {

        @Override
        public String name() {
            return honest.name();
        }

        @Override
        public StoreKind kind() {
            return honest.kind();
        }

        @Override
        public Set<RecordClass> recordClasses() {
            return honest.recordClasses();
        }

        @Override
        public ErasedPiece erase(ErasurePiece piece) {
            return ErasedPiece.last(0);
        }

        @Override
        public ReadBack readBack(ErasureOrder order) {
            return new ReadBack.Absent();
        }
    }

    /** Throws whenever it should erase, and tells the truth about it. */
    private record Broken(ErasureTarget honest) implements ErasureTarget {

        @Override
        public String name() {
            return honest.name();
        }

        @Override
        public StoreKind kind() {
            return honest.kind();
        }

        @Override
        public Set<RecordClass> recordClasses() {
            return honest.recordClasses();
        }

        @Override
        public ErasedPiece erase(ErasurePiece piece) {
            throw new IllegalStateException("the disk is read-only");
        }

        @Override
        public ReadBack readBack(ErasureOrder order) {
            return honest.readBack(order);
        }
    }
}
