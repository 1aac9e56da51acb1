package dev.compliancekit.retention.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.ReadBack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is broken off, or a store fails, at every single step in turn; then it is repeated until it completes. */
class ErasureCrashTest {

    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "HmacSHA256");
    private static final ErasureOrder ORDER =
            ErasureRunTest.order(ErasureRunTest.WHOLE, StoreKind.LIVE, StoreKind.REPLICA);

    @TempDir
    Path folder;

    /** What happens when its turn comes; a JVM that dies shows as an error that nobody catches. */
    private static final class Fuse {

        private final Supplier<? extends Throwable> failure;
        private int steps;

        Fuse(int steps, Supplier<? extends Throwable> failure) {
            this.steps = steps;
            this.failure = failure;
        }

        void step() {
            if (--steps == 0) {
                Throwable thrown = failure.get();
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) thrown;
            }
        }

        boolean isBurnt() {
            return steps <= 0;
        }
    }

    /** Two stores and a log that survive; what stands between them and the run may break off before and after. */
    private final class World {

        private final MemoryTarget live =
                new MemoryTarget("customers", StoreKind.LIVE, ErasureRunTest.CUSTOMER, ErasureRunTest.OTHER);
        private final MemoryTarget index = new MemoryTarget("search", StoreKind.REPLICA, ErasureRunTest.CUSTOMER);
        private final RecordingSink audit = new RecordingSink();
        private final Path path;

        World(String name) {
            path = folder.resolve(name);
            ErasureLedger.create(path, KEY).close();
        }

        ErasureOutcome run(Fuse fuse) {
            try (ErasureLedger ledger = ErasureLedger.open(path, KEY)) {
                return ErasureRun.builder(
                                event -> append(event, fuse),
                                ledger,
                                tenant -> {
                                    fuse.step();
                                    return List.of();
                                },
                                () -> ErasureRunTest.DUE)
                        .target(fused(live, fuse))
                        .target(fused(index, fuse))
                        .build()
                        .run(List.of(ORDER))
                        .get(0);
            }
        }

        private AuditReceipt append(AuditEvent event, Fuse fuse) {
            fuse.step();
            if (event.outcome() == Outcome.SUCCESS) {
                assertThat(isErased())
                        .as("success is said only when everything is gone")
                        .isTrue();
            }
            AuditReceipt receipt = audit.append(event);
            fuse.step();
            return receipt;
        }

        boolean isErased() {
            return live.records.equals(List.of(ErasureRunTest.OTHER)) && index.records.isEmpty();
        }
    }

    private static ErasureTarget fused(MemoryTarget target, Fuse fuse) {
        return new ErasureTarget() {
            @Override
            public String name() {
                return target.name();
            }

            @Override
            public StoreKind kind() {
                return target.kind();
            }

            @Override
            public Set<RecordClass> recordClasses() {
                return target.recordClasses();
            }

            @Override
            public ErasedPiece erase(ErasurePiece piece) {
                fuse.step();
                ErasedPiece erased = target.erase(piece);
                fuse.step();
                return erased;
            }

            @Override
            public ReadBack readBack(ErasureOrder order) {
                fuse.step();
                ReadBack answer = target.readBack(order);
                fuse.step();
                return answer;
            }
        };
    }

    @Test
    void aRunThatDiesAtAnyStepIsResumedAndCertifiesUnderTheSameId() {
        Fuse fuse;
        int n = 0;
        do {
            n++;
            World world = new World("dies-" + n);
            fuse = new Fuse(n, () -> new AssertionError("killed"));
            try {
                world.run(fuse);
            } catch (AssertionError killed) {
                assertThat(killed).hasMessage("killed");
            }
            ErasureOutcome resumed = world.run(new Fuse(Integer.MAX_VALUE, AssertionError::new));
            assertThat(resumed).isInstanceOfAny(ErasureOutcome.Erased.class, ErasureOutcome.AlreadyErased.class);
            assertThat(world.isErased()).isTrue();
            assertThat(world.audit.events)
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(2)
                    .allSatisfy(event -> {
                        assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
                        assertThat(ErasureCertificate.from(event).id()).isEqualTo("certificate-order-1");
                    });
            assertThat(ErasureCertificate.from(world.audit.events.get(0)).results())
                    .isEqualTo(ErasureCertificate.from(world.audit.events.get(world.audit.events.size() - 1))
                            .results());
        } while (fuse.isBurnt());
        assertThat(n).as("steps that were broken off").isEqualTo(14);
    }

    @Test
    void aStoreThatFailsAtAnyStepIsNeverCalledAbsentAndTheNextRunCompletes() {
        Fuse fuse;
        int n = 1;
        do {
            n++;
            World world = new World("fails-" + n);
            fuse = new Fuse(n, () -> new IllegalStateException("timeout"));
            List<ErasureOutcome> outcomes = new ArrayList<>();
            try {
                outcomes.add(world.run(fuse));
            } catch (IllegalStateException logFailed) {
                assertThat(logFailed).hasMessage("timeout");
            }
            if (fuse.isBurnt()) {
                assertThat(outcomes).noneMatch(ErasureOutcome.Erased.class::isInstance);
            }
            assertThat(world.run(new Fuse(Integer.MAX_VALUE, IllegalStateException::new)))
                    .isInstanceOfAny(ErasureOutcome.Erased.class, ErasureOutcome.AlreadyErased.class);
            assertThat(world.isErased()).isTrue();
        } while (fuse.isBurnt());
    }
}
