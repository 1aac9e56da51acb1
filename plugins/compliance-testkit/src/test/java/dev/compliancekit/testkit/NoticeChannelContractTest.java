package dev.compliancekit.testkit;

import dev.compliancekit.audit.incident.Notice;
import dev.compliancekit.audit.incident.NoticeChannel;
import dev.compliancekit.audit.incident.NoticeReceipt;
import java.time.Duration;
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

class NoticeChannelContractTest {

    private static final Sabotage<NoticeChannel> SABOTAGE =
            new Sabotage<>(NoticeChannelContract.class, UnderTest.class);

    private static final AtomicInteger INSTANCES = new AtomicInteger();

    @TestFactory
    Stream<DynamicTest> aSaboteurOfEachPromiseIsFound() {
        Map<String, UnaryOperator<NoticeChannel>> saboteurs = new HashMap<>();
        saboteurs.put(
                "aReceiptComesOnceTheOtherSideHasTakenTheNoticeOver", channel -> notice -> new NoticeReceipt("queued"));
        saboteurs.put("whatWasNotTakenOverThrows", channel -> notice -> {
            try {
                return channel.deliver(notice);
            } catch (IllegalStateException e) {
                return new NoticeReceipt("later");
            }
        });
        saboteurs.put("aConnectionThatHangsIsGivenUpWithAnException", channel -> notice -> {
            try {
                return channel.deliver(notice);
            } catch (UnsupportedOperationException e) {
                waitForEver();
                throw e;
            }
        });
        saboteurs.put("afterAFailureTheNextNoticeIsDelivered", channel -> {
            AtomicInteger failures = new AtomicInteger();
            return notice -> {
                if (failures.get() > 0) {
                    throw new IllegalStateException("given up for good");
                }
                try {
                    return channel.deliver(notice);
                } catch (IllegalStateException e) {
                    failures.incrementAndGet();
                    throw e;
                }
            };
        });
        saboteurs.put("aNoticeThatComesASecondTimeIsSentOnce", channel -> {
            Set<String> seen = new HashSet<>();
            return notice -> {
                if (!seen.add(notice.id())) {
                    throw new IllegalStateException("it was here before");
                }
                return channel.deliver(notice);
            };
        });
        saboteurs.put("anotherInstanceKnowsWhatWasSent", channel -> {
            int instance = INSTANCES.incrementAndGet();
            return notice ->
                    channel.deliver(new Notice(instance + " " + notice.id(), notice.incident(), notice.affected()));
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

    static class UnderTest extends NoticeChannelContract {

        private final List<String> sent = new CopyOnWriteArrayList<>();
        private final Set<String> known = new HashSet<>();
        private volatile boolean refusing;
        private volatile boolean hanging;

        @Override
        protected NoticeChannel openChannel() {
            return SABOTAGE.on(notice -> {
                if (hanging) {
                    throw new UnsupportedOperationException("the other side did not answer in time");
                }
                if (refusing) {
                    throw new IllegalStateException("the other side refuses");
                }
                if (known.add(notice.id())) {
                    sent.add(notice.id());
                }
                return new NoticeReceipt("message of " + notice.id());
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
