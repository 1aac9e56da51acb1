package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditSinkTest {

    private static final List<AuditEvent> EVENTS =
            IntStream.range(0, 5).mapToObj(AuditSinkTest::event).toList();

    private final List<AuditEvent> appended = new ArrayList<>();

    @Test
    void appendAllAppendsInOrderAndGivesAReceiptEach() {
        AuditSink sink = this::append;
        List<AuditReceipt> receipts = sink.appendAll(EVENTS);
        assertThat(appended).isEqualTo(EVENTS);
        assertThat(receipts).extracting(AuditReceipt::index).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(receipts::clear);
        assertThat(sink.appendAll(List.of())).isEmpty();
    }

    @Test
    void appendAllStopsAtTheFirstFailure() {
        AuditSink sink = event -> {
            if (appended.size() == 2) {
                throw new FullException();
            }
            return append(event);
        };
        assertThatThrownBy(() -> sink.appendAll(EVENTS)).isInstanceOf(FullException.class);
        assertThat(appended).isEqualTo(EVENTS.subList(0, 2));
    }

    private AuditReceipt append(AuditEvent event) {
        appended.add(event);
        return new AuditReceipt("log.example", appended.size() - 1, Bytes.copyOf(new byte[32]), appended.size() - 1);
    }

    private static AuditEvent event(int number) {
        return AuditEvent.builder(
                        new TenantId("acme"), Actor.service("test"), Action.EXPORT, Outcome.SUCCESS, Instant.EPOCH)
                .target("export/" + number)
                .build();
    }

    private static final class FullException extends ComplianceException {

        @Serial
        private static final long serialVersionUID = 1L;

        FullException() {
            super("the log is full", new IllegalStateException("disk"));
        }
    }

    @Test
    void exceptionsKeepTheirMessageAndCause() {
        assertThat(new FullException())
                .hasMessage("the log is full")
                .hasCauseInstanceOf(IllegalStateException.class)
                .isInstanceOf(RuntimeException.class);
    }
}
