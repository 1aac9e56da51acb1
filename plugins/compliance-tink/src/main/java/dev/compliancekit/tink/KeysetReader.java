package dev.compliancekit.tink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.Keyset;
import dev.compliancekit.crypto.SecretBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one keyset, key by key, and takes nothing that it does not know. */
final class KeysetReader {

    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_KEYS = 1000;
    private static final int MAX_DEPTH = 4;
    private static final int MAX_TEXT_CHARS = 1000;
    private static final long MAX_ID = 0xffff_ffffL;

    private final JsonParser in;
    private final List<Keyset.Entry> entries = new ArrayList<>();
    private @Nullable KeyId primary;

    private KeysetReader(JsonParser in) {
        this.in = in;
    }

    static Keyset read(SecretBytes json) {
        if (json.size() > MAX_BYTES) {
            throw new KeysetFormatException("keyset has " + json.size() + " bytes; accepted are at most " + MAX_BYTES);
        }
        byte[] bytes = json.toByteArray();
        try (JsonParser parser = factory().createParser(bytes)) {
            KeysetReader reader = new KeysetReader(parser);
            boolean taken = false;
            try {
                Keyset keyset = reader.read();
                taken = true;
                return keyset;
            } finally {
                if (!taken) {
                    reader.entries.forEach(entry -> entry.key().close());
                }
            }
        } catch (IOException e) {
            // not its cause, and not its message: both may show pieces of the file
            throw notJson(e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_TEXT_CHARS)
                        .build())
                .build();
    }

    private static KeysetFormatException notJson(IOException e) {
        String where = e instanceof JsonProcessingException json && json.getLocation() != null
                ? " at line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr()
                : "";
        return new KeysetFormatException(
                "keyset is not accepted as JSON" + where + "; accepted is one object in UTF-8, each member once");
    }

    private Keyset read() throws IOException {
        require(in.nextToken(), JsonToken.START_OBJECT, "keyset");
        while (in.nextToken() != JsonToken.END_OBJECT) {
            switch (in.currentName()) {
                case KeysetWriter.PRIMARY -> primary = keyId("primary");
                case KeysetWriter.KEYS -> readKeys();
                case "encryptedKeyset", "keysetInfo" ->
                    throw new KeysetFormatException(
                            "keyset is encrypted; accepted is one in clear, so let Tink decrypt it first");
                default -> throw unknownMember("keyset");
            }
        }
        if (in.nextToken() != null) {
            throw new KeysetFormatException("keyset goes on after its end; accepted is one object");
        }
        if (primary == null) {
            throw new KeysetFormatException("keyset has no primary; accepted is the id of one of its keys");
        }
        try {
            return Keyset.of(primary, entries);
        } catch (IllegalArgumentException e) {
            throw new KeysetFormatException(String.valueOf(e.getMessage()));
        }
    }

    private void readKeys() throws IOException {
        require(in.nextToken(), JsonToken.START_ARRAY, "member key of the keyset");
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (entries.size() == MAX_KEYS) {
                throw new KeysetFormatException(
                        "keyset has more than " + MAX_KEYS + " keys; accepted are at most that");
            }
            require(in.currentToken(), JsonToken.START_OBJECT, "key number " + (entries.size() + 1));
            entries.add(readKey());
        }
    }

    private Keyset.Entry readKey() throws IOException {
        String which = "key number " + (entries.size() + 1);
        try (KeyDraft draft = new KeyDraft(which)) {
            while (in.nextToken() != JsonToken.END_OBJECT) {
                switch (in.currentName()) {
                    case KeysetWriter.KEY_DATA -> readKeyData(draft);
                    case KeysetWriter.STATUS -> draft.status = text(which);
                    case KeysetWriter.KEY_ID -> draft.keyId = keyId(which);
                    case KeysetWriter.PREFIX_TYPE -> draft.prefixType = text(which);
                    default -> throw unknownMember(which);
                }
            }
            return draft.finish();
        }
    }

    private void readKeyData(KeyDraft draft) throws IOException {
        require(in.nextToken(), JsonToken.START_OBJECT, "member keyData of " + draft.which);
        while (in.nextToken() != JsonToken.END_OBJECT) {
            switch (in.currentName()) {
                case KeysetWriter.TYPE_URL -> draft.typeUrl = text(draft.which);
                case KeysetWriter.VALUE -> {
                    require(in.nextToken(), JsonToken.VALUE_STRING, "value of " + draft.which);
                    draft.message = in.getBinaryValue();
                }
                case KeysetWriter.MATERIAL_TYPE -> draft.materialType = text(draft.which);
                default -> throw unknownMember(draft.which);
            }
        }
    }

    private String text(String which) throws IOException {
        String member = in.currentName();
        require(in.nextToken(), JsonToken.VALUE_STRING, "member " + member + " of " + which);
        return in.getText();
    }

    private KeyId keyId(String which) throws IOException {
        if (in.nextToken() != JsonToken.VALUE_NUMBER_INT
                || in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                || in.getLongValue() < 0
                || in.getLongValue() > MAX_ID) {
            throw new KeysetFormatException(
                    "id of " + which + " is not accepted; accepted are whole numbers from 0 to " + MAX_ID);
        }
        return new KeyId((int) in.getLongValue());
    }

    private static void require(@Nullable JsonToken token, JsonToken expected, String what) {
        if (token != expected) {
            throw new KeysetFormatException(what + " is not as in a keyset of Tink; accepted is "
                    + switch (expected) {
                        case START_OBJECT -> "an object";
                        case START_ARRAY -> "an array";
                        default -> "a text";
                    });
        }
    }

    private static KeysetFormatException unknownMember(String what) {
        return new KeysetFormatException(
                what + " has a member that is not known; accepted are those of Tink's keysets");
    }
}
