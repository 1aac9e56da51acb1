package dev.compliancekit.examples.leavefortink;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** The other side: Tink, the JDK, and nothing of this library. */
final class OpenWithTink {

    private OpenWithTink() {}

    // readme: begin
    static String open(String keysetJson, byte[] sealed, String... place) throws GeneralSecurityException {
        AeadConfig.register();
        KeysetHandle keyset = TinkJsonProtoKeysetFormat.parseKeyset(
                keysetJson, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
        Aead aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
        return new String(aead.decrypt(sealed, associatedData(place)), StandardCharsets.UTF_8);
    }

    /** PASETO's PAE: how many pieces, then each after its length; numbers in 8 bytes, little-endian. */
    private static byte[] associatedData(String... pieces) {
        ByteBuffer out =
                ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN).putLong(pieces.length);
        for (String piece : pieces) {
            byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
            out.putLong(bytes.length).put(bytes);
        }
        byte[] encoded = new byte[out.flip().remaining()];
        out.get(encoded);
        return encoded;
    }
    // readme: end
}
