package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EntryFormProperties {

    @Property(tries = 500)
    void everyEventIsReadBackEqualFromOneLine(@ForAll("events") AuditEvent event, @ForAll("places") TenantHead place) {
        byte[] entry = EntryForm.of(event).entry(place, TestLog.START);
        StoredEvent read = EntryForm.read(entry);
        assertThat(read).isEqualTo(new StoredEvent(event, place, TestLog.START));
        assertThat(new String(entry, StandardCharsets.UTF_8).chars()).allMatch(c -> c >= ' ');
        assertThat(EntryExport.isOf(event.tenant(), entry)).isTrue();
    }

    @Provide
    Arbitrary<TenantHead> places() {
        return Arbitraries.longs()
                .between(0, EntryForm.MAX_SEQUENCE)
                .map(next -> new TenantHead(next, Bytes.copyOf(new byte[next == 0 ? 0 : 32])));
    }

    @Provide
    Arbitrary<AuditEvent> events() {
        Arbitrary<String> text = Arbitraries.strings()
                .withCharRange('\u0000', '\ud7ff')
                .withCharRange('\ue000', '\uffff')
                .ofMaxLength(40);
        Arbitrary<Instant> time = Combinators.combine(
                        Arbitraries.longs().between(-62_167_219_200L, 253_402_300_799L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as((second, nano) -> Instant.ofEpochSecond(second, nano));
        return Combinators.combine(
                        Arbitraries.of("acme", "zoo", "a-1"),
                        Arbitraries.of(Outcome.values()),
                        text.filter(target -> !target.isEmpty()),
                        time,
                        Arbitraries.maps(
                                        Arbitraries.strings()
                                                .withCharRange('a', 'z')
                                                .ofMinLength(1)
                                                .ofMaxLength(8),
                                        text)
                                .ofMaxSize(5))
                .as((tenant, outcome, target, at, attributes) -> AuditEvent.builder(
                                new TenantId(tenant), Actor.customer("u"), Action.ACCESS, outcome, at)
                        .target(target)
                        .attributes(attributes)
                        .build());
    }
}
