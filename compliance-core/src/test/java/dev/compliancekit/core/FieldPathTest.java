package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class FieldPathTest {

    private static final TenantId TENANT = new TenantId("acme");
    private static final SubjectId SUBJECT = new SubjectId("1017");
    private static final RecordClass CLASS = new RecordClass("customer");
    private static final RecordId RECORD = new RecordId("r-1");

    @Test
    void anotherVersionIsAnotherPlace() {
        FieldPath path = field("email", 1);
        assertThat(path.withVersion(2)).isEqualTo(field("email", 2)).isNotEqualTo(path);
        assertThat(path.version()).isEqualTo(1);
    }

    @Test
    void versionsBeginAt1() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> field("email", 0))
                .withMessage("field version is 0; accepted are 1 and above");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> field("email", 1).withVersion(-1))
                .withMessage("field version is -1; accepted are 1 and above");
    }

    @Test
    void fieldNamesAre1To64VisibleCharacters() {
        assertThat(field("f".repeat(64), 1).field()).hasSize(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> field("f".repeat(65), 1))
                .withMessage("field name has 65 characters; accepted are 1 to 64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> field("e mail", 1))
                .withMessage("field name has a character at position 1 that is not accepted; "
                        + "accepted are visible ASCII characters without blanks");
    }

    @Test
    void refusesMissingPartsByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> new FieldPath(Absent.reference(), SUBJECT, CLASS, RECORD, "f", 1))
                .withMessage("tenant");
        assertThatNullPointerException()
                .isThrownBy(() -> new FieldPath(TENANT, Absent.reference(), CLASS, RECORD, "f", 1))
                .withMessage("subject");
        assertThatNullPointerException()
                .isThrownBy(() -> new FieldPath(TENANT, SUBJECT, Absent.reference(), RECORD, "f", 1))
                .withMessage("recordClass");
        assertThatNullPointerException()
                .isThrownBy(() -> new FieldPath(TENANT, SUBJECT, CLASS, Absent.reference(), "f", 1))
                .withMessage("record");
        assertThatNullPointerException()
                .isThrownBy(() -> field(Absent.reference(), 1))
                .withMessage("field name");
    }

    private static FieldPath field(String name, int version) {
        return new FieldPath(TENANT, SUBJECT, CLASS, RECORD, name, version);
    }
}
