package dev.compliancekit.testkit;

import dev.compliancekit.audit.watch.AlertChannel;
import dev.compliancekit.audit.watch.AlertReceipt;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class AlertChannelContractTest {

    private static final Sabotage<AlertChannel> SABOTAGE = new Sabotage<>(AlertChannelContract.class, UnderTest.class);

    @TestFactory
    Stream<DynamicTest> aSaboteurOfEachPromiseIsFound() {
        Map<String, UnaryOperator<AlertChannel>> saboteurs = new HashMap<>();
        saboteurs.put(
                "aReceiptComesOnceTheOtherSideHasTakenTheAlertOver", channel -> alert -> new AlertReceipt("queued"));
        saboteurs.put("whatWasNotTakenOverThrows", channel -> alert -> {
            try {
                return channel.deliver(alert);
            } catch (IllegalStateException e) {
                return new AlertReceipt("later");
            }
        });
        saboteurs.put("aConnectionThatHangsIsGivenUpWithAnException", channel -> alert -> {
            try {
                return channel.deliver(alert);
            } catch (HangingException e) {
                waitForEver();
                throw e;
            }
        });
        saboteurs.put("afterAFailureTheNextDeliveryWorks", channel -> {
            Set<String> failed = new HashSet<>();
            return alert -> {
                if (!failed.isEmpty()) {
                    throw new IllegalStateException("given up for good");
                }
                try {
                    return channel.deliver(alert);
                } catch (IllegalStateException e) {
                    failed.add(alert.explanation());
                    throw e;
                }
            };
        });
        saboteurs.put("anAlertThatComesASecondTimeDoesNoHarm", channel -> {
            Set<String> seen = new HashSet<>();
            return alert -> {
                AlertReceipt receipt = channel.deliver(alert);
                if (!seen.add(alert.explanation())) {
                    throw new IllegalStateException("it was here before");
                }
                return receipt;
            };
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

    /** Thrown where a real channel's time limit ends a call. */
    static final class HangingException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        HangingException() {
            super("the other side did not answer in time");
        }
    }

    static class UnderTest extends AlertChannelContract {

        private final List<String> taken = new CopyOnWriteArrayList<>();
        private volatile boolean refusing;
        private volatile boolean hanging;

        @Override
        protected AlertChannel openChannel() {
            return SABOTAGE.on(alert -> {
                if (hanging) {
                    throw new HangingException();
                }
                if (refusing) {
                    throw new IllegalStateException("the other side refuses");
                }
                taken.add(alert.explanation());
                return new AlertReceipt("message " + taken.size());
            });
        }

        @Override
        protected List<String> takenOver() {
            return List.copyOf(taken);
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
