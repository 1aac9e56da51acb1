package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class TagTest {

    private static final TenantId TENANT = new TenantId("acme");
    private static final SubjectId SUBJECT = new SubjectId("1017");
    private static final RecordClass CLASS = new RecordClass("customer");

    @Test
    void aFieldOfARecordIsUnderTheTag() {
        Tag tag = new Tag(TENANT, SUBJECT, CLASS, Classification.CONFIDENTIAL);
        assertThat(tag.field(new RecordId("r/1"), "email"))
                .isEqualTo(new FieldPath(TENANT, SUBJECT, CLASS, new RecordId("r/1"), "email", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> tag.field(new RecordId("r/1"), "e mail"));
    }

    @Test
    void refusesMissingPartsByName() {
        Classification level = Classification.PUBLIC;
        assertThatNullPointerException()
                .isThrownBy(() -> new Tag(Absent.reference(), SUBJECT, CLASS, level))
                .withMessage("tenant");
        assertThatNullPointerException()
                .isThrownBy(() -> new Tag(TENANT, Absent.reference(), CLASS, level))
                .withMessage("subject");
        assertThatNullPointerException()
                .isThrownBy(() -> new Tag(TENANT, SUBJECT, Absent.reference(), level))
                .withMessage("recordClass");
        assertThatNullPointerException()
                .isThrownBy(() -> new Tag(TENANT, SUBJECT, CLASS, Absent.reference()))
                .withMessage("classification");
    }
}
