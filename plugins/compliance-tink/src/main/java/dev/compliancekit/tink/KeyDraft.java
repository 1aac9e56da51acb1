package dev.compliancekit.tink;

import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.Keyset;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One key while its members are read; wipes what it was made of. */
final class KeyDraft implements AutoCloseable {

    /** What may be repeated in a message: names as Tink has them. */
    private static final Pattern SHOWN = Pattern.compile("[A-Za-z0-9_./]{1,100}");

    final String which;

    @Nullable
    KeyId keyId;

    String typeUrl = "";
    String materialType = "";
    String status = "";
    String prefixType = "";
    byte[] message = new byte[0];

    KeyDraft(String which) {
        this.which = which;
    }

    Keyset.Entry finish() {
        if (keyId == null) {
            throw new KeysetFormatException(which + " has no id; accepted is a whole number");
        }
        String named = "key " + keyId;
        TinkKeyType type = TinkKeyType.parse(typeUrl)
                .orElseThrow(() -> refused(
                        named + " has type ",
                        typeUrl,
                        TinkKeyType.XAES_256_GCM.url() + " and " + TinkKeyType.AES_256_GCM.url()));
        require(named + " has status ", status, KeysetWriter.ENABLED);
        require(named + " has output prefix type ", prefixType, KeysetWriter.TINK);
        require(named + " has key material type ", materialType, KeysetWriter.SYMMETRIC);
        return new Keyset.Entry(keyId, type.algorithm(), KeyMessage.decode(type, message, named));
    }

    private static void require(String what, String found, String accepted) {
        if (!found.equals(accepted)) {
            throw refused(what, found, accepted);
        }
    }

    private static KeysetFormatException refused(String what, String found, String accepted) {
        String shown = found.isEmpty() ? "none" : SHOWN.matcher(found).matches() ? found : "not known";
        return new KeysetFormatException(what + shown + "; accepted is " + accepted);
    }

    @Override
    public void close() {
        Arrays.fill(message, (byte) 0);
    }
}
