package dev.compliancekit.tink;

import java.util.Arrays;

/** Writes fields of protocol buffers below number 16, values below 128. */
final class ProtoWriter {

    static final int VARINT = 0;
    static final int LENGTH_DELIMITED = 2;

    private byte[] content = new byte[0];

    ProtoWriter number(int field, int value) {
        append((byte) ((field << 3) | VARINT), (byte) value);
        return this;
    }

    ProtoWriter bytes(int field, byte[] value) {
        append((byte) ((field << 3) | LENGTH_DELIMITED), (byte) value.length);
        append(value);
        return this;
    }

    /** Wipes what it outgrows. */
    private void append(byte... more) {
        byte[] longer = Arrays.copyOf(content, content.length + more.length);
        System.arraycopy(more, 0, longer, content.length, more.length);
        Arrays.fill(content, (byte) 0);
        content = longer;
    }

    /** The message itself, not a copy. */
    byte[] content() {
        return content;
    }
}
