package dev.compliancekit.crypto.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {

    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final KeyName NAME = new KeyName(new TenantId("acme"), SubjectId.ACCOUNT, KeyPurpose.FIELDS);

    private static KeyMetadata metadata(int version) {
        return new KeyMetadata(NAME, version, new KeyId(7), KeyAlgorithm.XAES_256_GCM, T0);
    }

    private static KeyRecord.Destroyed destroyed(String reason) {
        return new KeyRecord.Destroyed(metadata(1), T0, Actor.staff("ann"), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Fields", "1st", "-a", "a b", "abcdefghijklmnopqrstuvwxyz0123456"})
    void aPurposeIsALowerCaseName(String value) {
        assertThatThrownBy(() -> new KeyPurpose(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("key purpose is not accepted");
    }

    @Test
    void purposesAreOrderedByName() {
        assertThat(new KeyPurpose("a-1")).isLessThan(KeyPurpose.FIELDS).hasToString("a-1");
        assertThat(new KeyPurpose("abcdefghijklmnopqrstuvwxyz012345").value()).hasSize(32);
    }

    @Test
    void versionsStartAtOne() {
        assertThat(metadata(1).tenant()).isEqualTo(new TenantId("acme"));
        assertThatThrownBy(() -> metadata(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key version is 0; accepted are 1 and above");
    }

    @Test
    void aWrappedKeyHasABoundedSizeAndAVisibleRootKeyId() {
        assertThat(new WrappedKey("r".repeat(256), Bytes.copyOf(new byte[4096])).rootKeyId())
                .hasSize(256);
        assertThat(new WrappedKey("!~", Bytes.copyOf(new byte[1])).rootKeyId()).isEqualTo("!~");
        Bytes one = Bytes.copyOf(new byte[1]);
        for (String id : new String[] {"", "r".repeat(257), "a b", "a\u007f", "\u00e9"}) {
            assertThatThrownBy(() -> new WrappedKey(id, one))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("root key id is not accepted");
        }
        for (int size : new int[] {0, 4097}) {
            assertThatThrownBy(() -> new WrappedKey("r", Bytes.copyOf(new byte[size])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("wrapped key has " + size + " bytes; accepted are 1 to 4096");
        }
    }

    private static KeyRecord.Active active(int commitmentBytes, int epoch, int wrappedBytes) {
        return new KeyRecord.Active(
                metadata(1), Bytes.copyOf(new byte[commitmentBytes]), epoch, Bytes.copyOf(new byte[wrappedBytes]));
    }

    @Test
    void theSizesOfARecordAreChecked() {
        assertThat(active(32, 1, 4096).rewrapped(2, Bytes.copyOf(new byte[1]))).isEqualTo(active(32, 2, 1));
        for (int size : new int[] {31, 33}) {
            assertThatThrownBy(() -> active(size, 1, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("commitment has " + size + " bytes; accepted are 32");
        }
        assertThatThrownBy(() -> active(32, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("epoch is 0; accepted are 1 and above");
        for (int size : new int[] {0, 4097}) {
            assertThatThrownBy(() -> active(32, 1, size))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("wrapped key has " + size + " bytes; accepted are 1 to 4096");
        }
    }

    @Test
    void theSizesOfAnEpochAreChecked() {
        WrappedKey wrapped = new WrappedKey("r", Bytes.copyOf(new byte[1]));
        Instant now = Instant.EPOCH;
        for (int number : new int[] {0, -1}) {
            assertThatThrownBy(() -> new EpochRecord.Active(number, now, Bytes.copyOf(new byte[32]), wrapped))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("epoch is " + number + "; accepted are 1 and above");
            assertThatThrownBy(() -> new EpochRecord.Destroyed(number, now, now))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new ShreddedKey(destroyed("x"), number))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new EpochRecord.Active(1, now, Bytes.copyOf(new byte[31]), wrapped))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("commitment has 31 bytes; accepted are 32");
    }

    @Test
    void aReasonIsTextOfUpTo1024Characters() {
        assertThat(destroyed("x".repeat(1024)).reason()).hasSize(1024);
        assertThat(destroyed("key \uD83D\uDD11").reason()).hasSize(6);
        for (String reason : new String[] {"", " ", "x".repeat(1025), "\uD83D", "\uDD11 x"}) {
            assertThatThrownBy(() -> destroyed(reason))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("reason is not accepted");
        }
    }
}
