package dev.compliancekit.tink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.compliancekit.crypto.Keyset;
import dev.compliancekit.crypto.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Writes what Tink's own JSON writer would write, byte for byte. */
final class KeysetWriter {

    static final String PRIMARY = "primaryKeyId";
    static final String KEYS = "key";
    static final String KEY_DATA = "keyData";
    static final String TYPE_URL = "typeUrl";
    static final String VALUE = "value";
    static final String MATERIAL_TYPE = "keyMaterialType";
    static final String SYMMETRIC = "SYMMETRIC";
    static final String STATUS = "status";
    static final String ENABLED = "ENABLED";
    static final String KEY_ID = "keyId";
    static final String PREFIX_TYPE = "outputPrefixType";
    static final String TINK = "TINK";

    private KeysetWriter() {}

    static SecretBytes write(Keyset keyset) {
        WipedOutput out = new WipedOutput();
        JsonFactory json = JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .build();
        try (out;
                JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeNumberField(
                    PRIMARY, Integer.toUnsignedLong(keyset.primary().keyId().value()));
            generator.writeArrayFieldStart(KEYS);
            for (Keyset.Entry entry : keyset.entries()) {
                write(entry, generator);
            }
            generator.writeEndArray();
            generator.writeEndObject();
            generator.writeRaw('\n');
            generator.flush();
            return out.toSecret();
        } catch (IOException e) {
            throw new UncheckedIOException("a keyset could not be written to memory", e);
        }
    }

    private static void write(Keyset.Entry entry, JsonGenerator out) throws IOException {
        TinkKeyType type = TinkKeyType.of(entry.algorithm())
                .orElseThrow(() -> new IllegalArgumentException("key " + entry.keyId() + " is for "
                        + entry.algorithm().code() + ", for which Tink has no key; accepted are xaes-256-gcm and"
                        + " aes-256-gcm"));
        byte[] message = KeyMessage.encode(type, entry.key());
        out.writeStartObject();
        out.writeObjectFieldStart(KEY_DATA);
        out.writeStringField(TYPE_URL, type.url());
        out.writeBinaryField(VALUE, message);
        out.writeStringField(MATERIAL_TYPE, SYMMETRIC);
        out.writeEndObject();
        out.writeStringField(STATUS, ENABLED);
        out.writeNumberField(KEY_ID, Integer.toUnsignedLong(entry.keyId().value()));
        out.writeStringField(PREFIX_TYPE, TINK);
        out.writeEndObject();
        Arrays.fill(message, (byte) 0);
    }

    /** Bytes in memory that are zeros afterwards. */
    private static final class WipedOutput extends ByteArrayOutputStream {

        private static final int ROOM_BYTES = 1 << 16;

        WipedOutput() {
            super(ROOM_BYTES);
        }

        synchronized SecretBytes toSecret() {
            byte[] content = toByteArray();
            SecretBytes secret = SecretBytes.copyOf(content);
            Arrays.fill(content, (byte) 0);
            return secret;
        }

        @Override
        public synchronized void close() {
            Arrays.fill(buf, (byte) 0);
        }
    }
}
