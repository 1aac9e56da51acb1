package dev.compliancekit.examples.firststeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.core.Classification;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.Tag;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.file.PassPhrase;
import dev.compliancekit.retention.AccountStanding;
import dev.compliancekit.retention.AccountState;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quoted lines do what the README says they do. */
class FirstStepsTest {

    private static final TenantId ACME = new TenantId("acme-7f3a");
    private static final Tag TAG =
            new Tag(ACME, new SubjectId("u-1017"), new RecordClass("customer"), Classification.CONFIDENTIAL);
    private static final Instant CANCELLED_AT = Instant.parse("2026-03-06T03:30:00Z");

    private static final InstantSource CLOCK = InstantSource.fixed(CANCELLED_AT);

    @TempDir
    private Path dir;

    @Test
    void onlyTheOwnScopeOpensATaggedValue() {
        assertThat(TagARecord.run())
                .isEqualTo("ann@example.com, and for anybody else: no such record for the current tenant");
    }

    @Test
    void aSealedFieldIsErasedWithItsKey() {
        LogKey key = LogKey.create(dir.resolve("audit.key"), "example.com/audit", new SecureRandom());
        try (PassPhrase passPhrase = PassPhrase.of("correct horse battery staple".toCharArray());
                AuditLog log =
                        AuditLog.builder(dir.resolve("audit"), key, CLOCK).open()) {
            List<String> shown = new ArrayList<>();
            assertThat(SealAField.run(dir, passPhrase, TAG, log, new SecureRandom(), CLOCK, shown::add))
                    .isInstanceOf(Opened.Erased.class);
            assertThat(shown).containsExactly("ann@example.com");
        }
    }

    @Test
    void aWrittenLogVerifies() {
        VerificationReport report = AppendAndVerify.run(dir, ACME, CLOCK);
        assertThat(report.isIntact()).isTrue();
        assertThat(report.entries()).isEqualTo(3); // the event, between the log's own start and stop
    }

    @Test
    void onlyTheCancellationStartsADeadline() {
        AccountStanding standing =
                KnowTheDeadline.run(CANCELLED_AT.minusSeconds(86_400), CANCELLED_AT, CANCELLED_AT.plusSeconds(86_400));
        assertThat(standing.state()).isEqualTo(AccountState.CANCELLED);
        assertThat(standing.obligations())
                .singleElement()
                .satisfies(obligation -> assertThat(obligation.due()).isEqualTo(Instant.parse("2026-04-05T03:30:00Z")));
    }
}
