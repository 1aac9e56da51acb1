package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class AuditReceiptTest {

    private static final Bytes HASH = Bytes.copyOf(new byte[32]);

    @Test
    void numbersBeginAt0() {
        assertThat(new AuditReceipt("log.example", 0, HASH, 0).index()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuditReceipt("log.example", -1, HASH, 0))
                .withMessage("index is -1; accepted are 0 and above");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuditReceipt("log.example", 0, HASH, -2))
                .withMessage("tenantSequence is -2; accepted are 0 and above");
    }

    @Test
    void leafHashesHave32Bytes() {
        for (int size : new int[] {0, 31, 33, 64}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new AuditReceipt("log.example", 0, Bytes.copyOf(new byte[size]), 0))
                    .withMessage("leafHash has " + size + " bytes; accepted are 32");
        }
    }

    @Test
    void refusesALogWithoutName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuditReceipt("", 0, HASH, 0))
                .withMessage("origin is empty; accepted is the log's name");
    }

    @Test
    void refusesMissingParts() {
        assertThatNullPointerException()
                .isThrownBy(() -> new AuditReceipt("log.example", 0, Absent.reference(), 0))
                .withMessage("leafHash");
        assertThatNullPointerException().isThrownBy(() -> new AuditReceipt(Absent.reference(), 0, HASH, 0));
    }
}
