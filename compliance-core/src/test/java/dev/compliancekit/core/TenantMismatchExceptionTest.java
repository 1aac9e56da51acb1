package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TenantMismatchExceptionTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");

    /** A repository as an application writes it over all tenants' records. */
    private final Map<RecordId, Tagged<String>> records =
            Map.of(new RecordId("1"), record(ACME), new RecordId("2"), record(GLOBEX));

    private String find(String id) {
        return Optional.ofNullable(records.get(new RecordId(id)))
                .orElseThrow(TenantMismatchException::new)
                .get();
    }

    @Test
    void absentAndNotYoursAreRefusedAlike() {
        try (TenantScope scope = TenantScope.enter(ACME)) {
            assertThat(find("1")).isEqualTo("of acme");
            Throwable notYours = catchThrowable(() -> find("2"));
            Throwable absent = catchThrowable(() -> find("3"));
            assertThat(notYours)
                    .isExactlyInstanceOf(TenantMismatchException.class)
                    .hasMessage("no such record for the current tenant")
                    .hasNoCause()
                    .hasNoSuppressedExceptions();
            assertThat(absent)
                    .isExactlyInstanceOf(TenantMismatchException.class)
                    .hasMessage(notYours.getMessage())
                    .hasToString(notYours.toString())
                    .hasNoCause()
                    .hasNoSuppressedExceptions();
        }
    }

    private static Tagged<String> record(TenantId tenant) {
        Tag tag = new Tag(tenant, SubjectId.ACCOUNT, new RecordClass("order"), Classification.INTERNAL);
        return Tagged.of(tag, "of " + tenant);
    }
}
