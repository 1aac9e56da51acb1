package dev.compliancekit.tink;

import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.Keyset;
import dev.compliancekit.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Keysets to try with. */
final class SampleKeysets {

    /** One key of each type, in the JSON of Tink 1.24.0; the keys are 32 times 01 and 32 times 02. */
    static final String TWO_KEYS = "{\"primaryKeyId\":4275878552,\"key\":[{\"keyData\":{\"typeUrl\":"
            + "\"type.googleapis.com/google.crypto.tink.XAesGcmKey\",\"value\":"
            + "\"EgIIDBogAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\",\"keyMaterialType\":\"SYMMETRIC\"},"
            + "\"status\":\"ENABLED\",\"keyId\":4275878552,\"outputPrefixType\":\"TINK\"},{\"keyData\":{\"typeUrl\":"
            + "\"type.googleapis.com/google.crypto.tink.AesGcmKey\",\"value\":"
            + "\"GiACAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg==\",\"keyMaterialType\":\"SYMMETRIC\"},"
            + "\"status\":\"ENABLED\",\"keyId\":7,\"outputPrefixType\":\"TINK\"}]}";

    static final KeyId XAES_ID = KeyId.parse("fedcba98");
    static final KeyId AES_ID = new KeyId(7);

    private SampleKeysets() {}

    static SecretBytes key(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return SecretBytes.copyOf(bytes);
    }

    static Keyset twoKeys() {
        return Keyset.of(
                XAES_ID,
                List.of(
                        new Keyset.Entry(XAES_ID, KeyAlgorithm.XAES_256_GCM, key(1)),
                        new Keyset.Entry(AES_ID, KeyAlgorithm.AES_256_GCM, key(2))));
    }

    static String write(Keyset keyset) {
        try (SecretBytes json = TinkKeyset.write(keyset)) {
            return new String(json.toByteArray(), StandardCharsets.UTF_8);
        }
    }

    static Keyset read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    static Keyset read(byte[] json) {
        try (SecretBytes secret = SecretBytes.copyOf(json)) {
            return TinkKeyset.read(secret);
        }
    }
}
