package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssociatedDataTest {

    private static final FieldPath PATH = new FieldPath(
            new TenantId("acme"), SubjectId.ACCOUNT, new RecordClass("customer"), new RecordId("1017"), "email", 1);

    private static Bytes text(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    /** PASETO specification, Common.md, "PAE Definition", the examples. */
    @Test
    void encodesTheExamplesOfTheSpecification() {
        assertThat(HexFormat.of().formatHex(Pae.encode(List.of()))).isEqualTo("0000000000000000");
        assertThat(HexFormat.of().formatHex(Pae.encode(List.of(text("")))))
                .isEqualTo("01000000000000000000000000000000");
        assertThat(HexFormat.of().formatHex(Pae.encode(List.of(text("test")))))
                .isEqualTo("0100000000000000040000000000000074657374");
    }

    @Test
    void bindsLabelTenantClassRecordFieldAndVersionInThisOrder() {
        assertThat(Pae.decode(AssociatedData.of(PATH).toByteArray()))
                .containsExactly(
                        text("dev.compliancekit/field/v1"),
                        text("acme"),
                        text("customer"),
                        text("1017"),
                        text("email"),
                        text("1"));
    }

    @Test
    void doesNotBindTheSubject() {
        FieldPath other = new FieldPath(
                PATH.tenant(), new SubjectId("s-1"), PATH.recordClass(), PATH.record(), PATH.field(), PATH.version());
        assertThat(AssociatedData.of(other)).isEqualTo(AssociatedData.of(PATH));
    }

    @Test
    void keepsPiecesApartWhoseTextsJoinToTheSame() {
        assertThat(AssociatedData.ofTexts("a", "bc")).isNotEqualTo(AssociatedData.ofTexts("ab", "c"));
        assertThat(AssociatedData.ofTexts("a", "")).isNotEqualTo(AssociatedData.ofTexts("a"));
        assertThat(AssociatedData.ofTexts("a")).hasSameHashCodeAs(AssociatedData.ofTexts("a"));
        assertThat(AssociatedData.ofTexts("a")).hasToString("0100000000000000010000000000000061");
        assertThat(AssociatedData.ofTexts("a").bytes().size()).isEqualTo(17);
    }

    @Test
    void refusesCountsAndLengthsBeyondTheEndBeforeAllocating() {
        HexFormat hex = HexFormat.of();
        assertRefused(hex.parseHex("ffffffffffffff7f"));
        assertRefused(hex.parseHex("0000000000000080"));
        assertRefused(hex.parseHex("0100000000000080" + "0000000000000000"));
        assertRefused(hex.parseHex("0200000000000000" + "0000000000000000"));
        assertRefused(hex.parseHex("0100000000000000" + "0000000000000080"));
        assertRefused(hex.parseHex("0100000000000000" + "ffffffff00000000"));
        assertRefused(hex.parseHex("0100000000000000" + "0100000000000000"));
    }

    private static void assertRefused(byte[] encoded) {
        assertThatThrownBy(() -> Pae.decode(encoded))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a PASETO pre-authentication encoding of complete pieces");
    }
}
