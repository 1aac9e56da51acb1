package dev.compliancekit.testkit;

import dev.compliancekit.retention.inactivity.InactivityWarning;
import dev.compliancekit.retention.inactivity.WarningChannel;
import dev.compliancekit.retention.inactivity.WarningReceipt;
import dev.compliancekit.testkit.inactivity.WarningChannelContract;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class WarningChannelContractTest {

    private static final Sabotage<WarningChannel> SABOTAGE =
            new Sabotage<>(WarningChannelContract.class, UnderTest.class);

    private static final AtomicInteger INSTANCES = new AtomicInteger();

    @TestFactory
    Stream<DynamicTest> aSaboteurOfEachPromiseIsFound() {
        Map<String, UnaryOperator<WarningChannel>> saboteurs = new HashMap<>();
        saboteurs.put(
                "aReceiptComesOnceTheOtherSideHasTakenTheWarningOver",
                channel -> warning -> new WarningReceipt("queued", Instant.EPOCH));
        saboteurs.put("whatWasNotTakenOverThrows", channel -> warning -> {
            try {
                return channel.deliver(warning);
            } catch (IllegalStateException e) {
                return new WarningReceipt("later", Instant.EPOCH);
            }
        });
        saboteurs.put("aConnectionThatHangsIsGivenUpWithAnException", channel -> warning -> {
            try {
                return channel.deliver(warning);
            } catch (UnsupportedOperationException e) {
                waitForEver();
                throw e;
            }
        });
        saboteurs.put("afterAFailureTheNextWarningIsDelivered", channel -> {
            AtomicInteger failures = new AtomicInteger();
            return warning -> {
                if (failures.get() > 0) {
                    throw new IllegalStateException("given up for good");
                }
                try {
                    return channel.deliver(warning);
                } catch (IllegalStateException e) {
                    failures.incrementAndGet();
                    throw e;
                }
            };
        });
        saboteurs.put("aWarningThatComesASecondTimeIsSentOnce", channel -> {
            AtomicInteger calls = new AtomicInteger();
            return warning -> new WarningReceipt(
                    channel.deliver(warning).reference(), Instant.EPOCH.plusSeconds(calls.incrementAndGet()));
        });
        saboteurs.put("anotherInstanceKnowsWhatWasSent", channel -> {
            int instance = INSTANCES.incrementAndGet();
            return warning -> channel.deliver(new InactivityWarning(
                    warning.tenant(), warning.account(), warning.dueAt().minusSeconds(instance), warning.expiresAt()));
        });
        return SABOTAGE.tests(saboteurs);
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static class UnderTest extends WarningChannelContract {

        private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

        private final List<String> sent = new CopyOnWriteArrayList<>();
        private final Set<String> known = new HashSet<>();
        private volatile boolean refusing;
        private volatile boolean hanging;

        @Override
        protected WarningChannel openChannel() {
            return SABOTAGE.on(warning -> {
                if (hanging) {
                    throw new UnsupportedOperationException("the other side did not answer in time");
                }
                if (refusing) {
                    throw new IllegalStateException("the other side refuses");
                }
                if (known.add(warning.id())) {
                    sent.add(warning.id());
                }
                return new WarningReceipt("message", AT);
            });
        }

        @Override
        protected List<String> takenOver() {
            return List.copyOf(sent);
        }

        @Override
        protected void refuse() {
            refusing = true;
        }

        @Override
        protected void hang() {
            hanging = true;
        }

        @Override
        protected void serve() {
            refusing = false;
            hanging = false;
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(2);
        }
    }
}
