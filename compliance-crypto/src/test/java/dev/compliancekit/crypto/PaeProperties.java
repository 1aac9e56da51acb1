package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

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

    @Property(tries = 500)
    void asciiTextsGiveTheSameBytesAsTheirPieces(
            @ForAll @Size(max = 8) List<@StringLength(max = 40) @CharRange(from = ' ', to = '~') String> texts) {
        List<Bytes> list = texts.stream()
                .map(text -> Bytes.copyOf(text.getBytes(StandardCharsets.US_ASCII)))
                .toList();
        assertThat(Pae.encodeAscii(texts.toArray(String[]::new))).isEqualTo(Pae.encode(list));
    }

    private static void assertRefused(byte[] encoded) {
        assertThatThrownBy(() -> Pae.decode(encoded)).isInstanceOf(IllegalArgumentException.class);
    }
}
