package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class PaeProperties {

    @Property(tries = 500)
    void decodeUndoesEncodeAndPrefixesAreRefused(@ForAll @Size(max = 20) List<byte[]> pieces) {
        List<Bytes> list = pieces.stream().map(Bytes::copyOf).toList();
        byte[] encoded = Pae.encode(list);
        assertThat(Pae.decode(encoded)).isEqualTo(list);
        for (int length = Math.max(0, encoded.length - 40); length < encoded.length; length++) {
            assertRefused(Arrays.copyOf(encoded, length));
        }
        assertRefused(Arrays.copyOf(encoded, encoded.length + 1));
    }

    private static void assertRefused(byte[] encoded) {
        assertThatThrownBy(() -> Pae.decode(encoded)).isInstanceOf(IllegalArgumentException.class);
    }
}
