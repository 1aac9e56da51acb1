package dev.compliancekit.testkit;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class AuditSinkContractTest {

    private static final Sabotage<Log> SABOTAGE = new Sabotage<>(AuditSinkContract.class, UnderTest.class);

    @TestFactory
    Stream<DynamicTest> aSaboteurOfEachPromiseIsFound() {
        Map<String, UnaryOperator<Log>> saboteurs = new HashMap<>();
        saboteurs.put("anEventIsStoredWhenAppendReturns", log -> new ReadChanged(log) {
            @Override
            List<AuditEvent> changed(List<AuditEvent> events) {
                return events.isEmpty() ? events : events.subList(0, events.size() - 1);
            }
        });
        saboteurs.put("everyPartOfAnEventIsReadBackUnchanged", log -> new Wrapped(log) {
            @Override
            public AuditReceipt append(AuditEvent event) {
                return log.append(new AuditEvent(
                        event.tenant(),
                        event.actor(),
                        event.action(),
                        event.target().replace("\u2028", " "),
                        event.outcome(),
                        event.occurredAt(),
                        event.attributes()));
            }
        });
        saboteurs.put("equalEventsAreBothKept", log -> new ReadChanged(log) {
            @Override
            List<AuditEvent> changed(List<AuditEvent> events) {
                return events.stream().distinct().toList();
            }
        });
        saboteurs.put("eachTenantsEventsKeepTheirOrder", log -> new ReadChanged(log) {
            @Override
            List<AuditEvent> changed(List<AuditEvent> events) {
                List<AuditEvent> reversed = new ArrayList<>(events);
                Collections.reverse(reversed);
                return reversed;
            }
        });
        saboteurs.put(
                "theIndexGrowsWithEveryEvent",
                receipts((r, n) -> receipt(r, r.origin(), 1000 - r.index(), r.tenantSequence())));
        saboteurs.put(
                "theTenantSequenceCountsTheTenantsOwnEventsFromZero",
                receipts((r, n) -> receipt(r, r.origin(), r.index(), r.index())));
        saboteurs.put(
                "everyReceiptNamesTheSameOrigin",
                receipts((r, n) -> receipt(r, "log-" + n, r.index(), r.tenantSequence())));
        saboteurs.put(
                "theLeafHashesOfDifferentEventsDiffer",
                receipts((r, n) ->
                        new AuditReceipt(r.origin(), r.index(), Bytes.copyOf(new byte[32]), r.tenantSequence())));
        saboteurs.put("appendAllAnswersWithAReceiptForEachEventInTheirOrder", log -> new Wrapped(log) {
            @Override
            public List<AuditReceipt> appendAll(List<AuditEvent> events) {
                List<AuditReceipt> receipts = new ArrayList<>(log.appendAll(events));
                Collections.reverse(receipts);
                return receipts;
            }
        });
        saboteurs.put("appendAllOfNothingStoresNothing", log -> new Wrapped(log) {
            @Override
            public List<AuditReceipt> appendAll(List<AuditEvent> events) {
                if (events.isEmpty()) {
                    throw new IllegalArgumentException("nothing to append");
                }
                return log.appendAll(events);
            }
        });
        saboteurs.put("manyThreadsMayAppendAtOnce", log -> new Wrapped(log) {
            private final Set<Long> threads = Collections.synchronizedSet(new HashSet<>());

            @Override
            public AuditReceipt append(AuditEvent event) {
                threads.add(Thread.currentThread().getId());
                AuditReceipt receipt = log.append(event);
                return threads.size() > 1
                        ? receipt(receipt, receipt.origin(), receipt.index(), receipt.tenantSequence() / 2)
                        : receipt;
            }
        });
        saboteurs.put("theReceiptTellsWhereTheEventIsRead", log -> new ReadChanged(log) {
            @Override
            List<AuditEvent> changed(List<AuditEvent> events) {
                List<AuditEvent> turned = new ArrayList<>(events);
                Collections.rotate(turned, events.size() > 50 ? 1 : 0);
                return turned;
            }
        });
        saboteurs.put("nullIsRefused", log -> new Wrapped(log) {
            @Override
            @SuppressWarnings({"NullAway", "UnusedVariable"}) // the saboteur takes what must be refused
            public AuditReceipt append(AuditEvent event) {
                return event == null ? new AuditReceipt("log", 0, Bytes.copyOf(new byte[32]), 0) : log.append(event);
            }
        });
        return SABOTAGE.tests(saboteurs);
    }

    private interface Change {
        AuditReceipt of(AuditReceipt receipt, int number);
    }

    private static UnaryOperator<Log> receipts(Change change) {
        return log -> new Wrapped(log) {
            private int number;

            @Override
            public synchronized AuditReceipt append(AuditEvent event) {
                return change.of(log.append(event), number++);
            }
        };
    }

    private static AuditReceipt receipt(AuditReceipt old, String origin, long index, long sequence) {
        return new AuditReceipt(origin, index, old.leafHash(), sequence);
    }

    /** A sink that can be read. */
    interface Log extends AuditSink {
        List<AuditEvent> read(TenantId tenant);
    }

    private static class Wrapped implements Log {

        final Log log;

        Wrapped(Log log) {
            this.log = log;
        }

        @Override
        public AuditReceipt append(AuditEvent event) {
            return log.append(event);
        }

        @Override
        public List<AuditEvent> read(TenantId tenant) {
            return log.read(tenant);
        }
    }

    private abstract static class ReadChanged extends Wrapped {

        ReadChanged(Log log) {
            super(log);
        }

        abstract List<AuditEvent> changed(List<AuditEvent> events);

        @Override
        public List<AuditEvent> read(TenantId tenant) {
            return changed(log.read(tenant));
        }
    }

    static class UnderTest extends AuditSinkContract {

        private final RecordingAuditSink recording = RecordingAuditSink.create();
        private final Log log = SABOTAGE.on(new Log() {
            @Override
            public AuditReceipt append(AuditEvent event) {
                return recording.append(event);
            }

            @Override
            public List<AuditEvent> read(TenantId tenant) {
                return recording.events(tenant);
            }
        });

        @Override
        protected AuditSink openSink() {
            return log;
        }

        @Override
        protected List<AuditEvent> readBack(TenantId tenant) {
            return log.read(tenant);
        }
    }
}
