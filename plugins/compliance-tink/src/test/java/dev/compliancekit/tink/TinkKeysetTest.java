package dev.compliancekit.tink;

import static dev.compliancekit.tink.SampleKeysets.TWO_KEYS;
import static dev.compliancekit.tink.SampleKeysets.read;
import static dev.compliancekit.tink.SampleKeysets.twoKeys;
import static dev.compliancekit.tink.SampleKeysets.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.Keyset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TinkKeysetTest {

    private static final String XAES_VALUE = "EgIIDBogAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

    @Test
    void writesExactlyWhatTinkWrites() {
        try (Keyset keyset = twoKeys()) {
            assertThat(write(keyset)).isEqualTo(TWO_KEYS + "\n");
            assertThat(keyset.primary().key().toByteArray())
                    .as("the caller's keys live on")
                    .hasSize(32);
        }
    }

    @Test
    void readsWhatItWrites() {
        try (Keyset keyset = read(TWO_KEYS);
                Keyset expected = twoKeys()) {
            assertThat(keyset.primary()).isEqualTo(expected.primary());
            assertThat(keyset.entries()).isEqualTo(expected.entries());
        }
    }

    @Test
    void membersMayComeInAnyOrderAndOnManyLines() {
        String other = """
                {
                  "key" : [ {
                    "outputPrefixType" : "TINK",
                    "keyId" : 7,
                    "status" : "ENABLED",
                    "keyData" : {
                      "keyMaterialType" : "SYMMETRIC",
                      "value" : "GiACAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg==",
                      "typeUrl" : "type.googleapis.com\\/google.crypto.tink.AesGcmKey"
                    }
                  } ],
                  "primaryKeyId" : 7
                }
                """;
        try (Keyset keyset = read(other)) {
            assertThat(keyset.primary().keyId()).isEqualTo(SampleKeysets.AES_ID);
            assertThat(keyset.primary().key()).isEqualTo(SampleKeysets.key(2));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CHUNKED_AES_256_GCM", "HMAC_SHA_256"})
    void doesNotWriteKeysThatTinkDoesNotHave(KeyAlgorithm algorithm) {
        KeyId keyId = new KeyId(1);
        try (Keyset keyset = Keyset.of(keyId, List.of(new Keyset.Entry(keyId, algorithm, SampleKeysets.key(1))))) {
            assertThatThrownBy(() -> TinkKeyset.write(keyset))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("key 00000001 is for " + algorithm.code() + ", for which Tink has no key; accepted are"
                            + " xaes-256-gcm and aes-256-gcm");
        }
    }

    @Test
    void doesNotWriteWhatWasWiped() {
        Keyset keyset = twoKeys();
        keyset.close();
        assertThatThrownBy(() -> TinkKeyset.write(keyset)).isInstanceOf(IllegalStateException.class);
    }

    /** What is wrong, and what is said about it. */
    static Stream<Arguments> refused() {
        return Stream.of(
                refusal(
                        "\"ENABLED\",\"keyId\":7",
                        "\"DISABLED\",\"keyId\":7",
                        "key 00000007 has status DISABLED; accepted is ENABLED"),
                refusal(
                        "\"ENABLED\",\"keyId\":7",
                        "\"DESTROYED\",\"keyId\":7",
                        "key 00000007 has status DESTROYED; accepted is ENABLED"),
                refusal(
                        "\"status\":\"ENABLED\",\"keyId\":7",
                        "\"keyId\":7",
                        "key 00000007 has status none; accepted is ENABLED"),
                refusal(
                        "\"keyId\":7,\"outputPrefixType\":\"TINK\"",
                        "\"keyId\":7,\"outputPrefixType\":\"RAW\"",
                        "key 00000007 has output prefix type RAW; accepted is TINK"),
                refusal(
                        "\"keyId\":7,\"outputPrefixType\":\"TINK\"",
                        "\"keyId\":7,\"outputPrefixType\":\"CRUNCHY\"",
                        "key 00000007 has output prefix type CRUNCHY; accepted is TINK"),
                refusal(
                        "\"keyId\":7,\"outputPrefixType\":\"TINK\"",
                        "\"keyId\":7,\"outputPrefixType\":\"<b> \"",
                        "key 00000007 has output prefix type not known; accepted is TINK"),
                refusal(
                        "tink.AesGcmKey",
                        "tink.AesSivKey",
                        "key 00000007 has type type.googleapis.com/google.crypto.tink.AesSivKey; accepted is"
                                + " type.googleapis.com/google.crypto.tink.XAesGcmKey and"
                                + " type.googleapis.com/google.crypto.tink.AesGcmKey"),
                refusal(
                        "SYMMETRIC",
                        "ASYMMETRIC_PRIVATE",
                        "key fedcba98 has key material type ASYMMETRIC_PRIVATE; accepted is SYMMETRIC"),
                refusal(
                        "\"keyId\":7",
                        "\"keyId\":4275878552",
                        "key id fedcba98 stands twice in the keyset; accepted is one key for an id"),
                refusal(
                        "\"primaryKeyId\":4275878552",
                        "\"primaryKeyId\":8",
                        "the primary 00000008 is not in the keyset; accepted is the id of one of its 2 keys"),
                refusal(
                        "\"primaryKeyId\":4275878552,",
                        "",
                        "keyset has no primary; accepted is the id of one of its keys"),
                refusal(",\"keyId\":7", "", "key number 2 has no id; accepted is a whole number"),
                refusal(
                        "\"keyId\":7",
                        "\"keyId\":4294967296",
                        "id of key number 2 is not accepted; accepted are whole numbers from 0 to 4294967295"),
                refusal(
                        "\"keyId\":7",
                        "\"keyId\":-1",
                        "id of key number 2 is not accepted; accepted are whole numbers from 0 to 4294967295"),
                refusal(
                        "\"keyId\":7",
                        "\"keyId\":99999999999999999999",
                        "id of key number 2 is not accepted; accepted are whole numbers from 0 to 4294967295"),
                refusal(
                        "\"keyId\":7",
                        "\"keyId\":\"7\"",
                        "id of key number 2 is not accepted; accepted are whole numbers from 0 to 4294967295"),
                refusal(
                        "\"primaryKeyId\":4275878552",
                        "\"primaryKeyId\":1.5",
                        "id of primary is not accepted; accepted are whole numbers from 0 to 4294967295"),
                refusal(
                        "\"keyId\":7",
                        "\"color\":\"red\",\"keyId\":7",
                        "key number 2 has a member that is not known; accepted are those of Tink's keysets"),
                refusal(
                        "\"typeUrl\"",
                        "\"url\"",
                        "key number 1 has a member that is not known; accepted are those of Tink's keysets"),
                refusal(
                        "\"primaryKeyId\"",
                        "\"name\":\"x\",\"primaryKeyId\"",
                        "keyset has a member that is not known; accepted are those of Tink's keysets"),
                refusal(
                        "\"primaryKeyId\":4275878552",
                        "\"encryptedKeyset\":\"AQ==\"",
                        "keyset is encrypted; accepted is one in clear, so let Tink decrypt it first"),
                refusal(
                        "\"status\":\"ENABLED\",\"keyId\":7",
                        "\"status\":1,\"keyId\":7",
                        "member status of key number 2 is not as in a keyset of Tink; accepted is a text"),
                refusal(
                        "\"value\":\"" + XAES_VALUE + "\"",
                        "\"value\":null",
                        "value of key number 1 is not as in a keyset of Tink; accepted is a text"),
                refusal(
                        "\"key\":[",
                        "\"key\":[[],",
                        "key number 1 is not as in a keyset of Tink; accepted is an object"),
                Arguments.of(
                        "{\"key\":{}}", "member key of the keyset is not as in a keyset of Tink; accepted is an array"),
                Arguments.of(
                        "{\"key\":[{\"keyData\":7}]}",
                        "member keyData of key number 1 is not as in a keyset of Tink; accepted is an object"),
                Arguments.of("[]", "keyset is not as in a keyset of Tink; accepted is an object"),
                Arguments.of("", "keyset is not as in a keyset of Tink; accepted is an object"),
                Arguments.of("{}", "keyset has no primary; accepted is the id of one of its keys"),
                Arguments.of(TWO_KEYS + " {}", "keyset goes on after its end; accepted is one object"));
    }

    private static Arguments refusal(String part, String instead, String message) {
        assertThat(TWO_KEYS).contains(part);
        return Arguments.of(TWO_KEYS.replace(part, instead), message);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void saysWhatIsWrong(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isExactlyInstanceOf(KeysetFormatException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    /** The message of an XAES key, in hexadecimal digits, and what is said about it. */
    static Stream<Arguments> refusedMessages() {
        String key = "1a20" + "01".repeat(32);
        String otherSalt = "key fedcba98 has a salt of 8 bytes; accepted is a salt of 12 bytes";
        String noMessage = "key fedcba98 has a value that is not the message of its type";
        String otherField = "key fedcba98 has a field that its type does not have in this version";
        return Stream.of(
                Arguments.of("12020808" + key, otherSalt),
                Arguments.of(key, "key fedcba98 has a salt of 0 bytes; accepted is a salt of 12 bytes"),
                Arguments.of("1202100c" + key, "key fedcba98 has unknown parameters; accepted is a salt of 12 bytes"),
                Arguments.of("120108" + key, "key fedcba98 has unknown parameters; accepted is a salt of 12 bytes"),
                Arguments.of("1202080c1a10" + "01".repeat(16), "key fedcba98 has 16 bytes; accepted are 32"),
                Arguments.of("1202080c1a21" + "01".repeat(33), "key fedcba98 has 33 bytes; accepted are 32"),
                Arguments.of("1202080c", "key fedcba98 has 0 bytes; accepted are 32"),
                Arguments.of("08011202080c" + key, "key fedcba98 has version 1; accepted is 0"),
                Arguments.of("1202080c" + key + "2001", otherField),
                Arguments.of("1202080c" + key + "1a00", noMessage),
                Arguments.of("1202080c1a21" + "01".repeat(32), noMessage),
                Arguments.of("1202080c1aff" + "ff".repeat(8) + "7f", noMessage),
                Arguments.of("1202080c1a" + "ff".repeat(11), noMessage),
                Arguments.of("1202080c1d" + "01".repeat(4), noMessage),
                Arguments.of("00", noMessage),
                Arguments.of("80", noMessage),
                Arguments.of("8201" + "00", noMessage));
    }

    @ParameterizedTest
    @MethodSource("refusedMessages")
    void saysWhatIsWrongInAKey(String message, String refusal) {
        String value = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(message));
        assertThatThrownBy(() -> read(TWO_KEYS.replace(XAES_VALUE, value)))
                .isExactlyInstanceOf(KeysetFormatException.class)
                .hasMessage(refusal);
    }

    @Test
    void acceptsAnyOrderOfFieldsAndAVersionThatIsSpeltOut() {
        String message = "1a20" + "01".repeat(32) + "0800" + "1202080c";
        String value = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(message));
        try (Keyset keyset = read(TWO_KEYS.replace(XAES_VALUE, value))) {
            assertThat(keyset.primary().key()).isEqualTo(SampleKeysets.key(1));
        }
    }

    @Test
    void refusesTextThatIsNotJsonAndDoesNotShowIt() {
        List<String> texts = List.of(
                TWO_KEYS.replace("\"status\"", "status"),
                TWO_KEYS.replace(XAES_VALUE, "EgIIDBog?"),
                TWO_KEYS.replace("AQE=\"", "AQE\""),
                TWO_KEYS.replace("\"keyId\":7", "\"keyId\":7,\"keyId\":7"),
                TWO_KEYS.replace("\"keyId\":7", "\"keyId\":07"),
                TWO_KEYS.replace("ENABLED", "E".repeat(2000)),
                "{\"key\":[{\"keyData\":{\"value\":",
                XAES_VALUE);
        for (String text : texts) {
            assertThatThrownBy(() -> read(text))
                    .isExactlyInstanceOf(KeysetFormatException.class)
                    .hasMessageEndingWith("; accepted is one object in UTF-8, each member once")
                    .hasNoCause()
                    .extracting(Throwable::getMessage)
                    .asString()
                    .doesNotContain("EgIID")
                    .doesNotContain("AQEB");
        }
    }

    @Test
    void refusesWhatIsTooLargeBeforeItReads() {
        byte[] large = new byte[(1 << 20) + 1];
        assertThatThrownBy(() -> read(large))
                .isExactlyInstanceOf(KeysetFormatException.class)
                .hasMessage("keyset has 1048577 bytes; accepted are at most 1048576");
        byte[] full = Arrays.copyOf(TWO_KEYS.getBytes(StandardCharsets.UTF_8), 1 << 20);
        Arrays.fill(full, TWO_KEYS.length(), full.length, (byte) ' ');
        try (Keyset keyset = read(full)) {
            assertThat(keyset.entries()).hasSize(2);
        }
    }

    @Test
    void takesAThousandKeysAndNotOneMore() {
        assertThat(thousandAnd(0).entries()).hasSize(1000);
        assertThatThrownBy(() -> thousandAnd(1))
                .isExactlyInstanceOf(KeysetFormatException.class)
                .hasMessage("keyset has more than 1000 keys; accepted are at most that");
    }

    private static Keyset thousandAnd(int more) {
        List<Keyset.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 1000 + more; i++) {
            entries.add(new Keyset.Entry(new KeyId(i), KeyAlgorithm.XAES_256_GCM, SampleKeysets.key(i)));
        }
        return read(write(Keyset.of(new KeyId(999), entries)));
    }

    @Test
    void refusesEveryCut() {
        byte[] json = TWO_KEYS.getBytes(StandardCharsets.UTF_8);
        for (int size = 0; size < json.length; size++) {
            byte[] cut = Arrays.copyOf(json, size);
            assertThatThrownBy(() -> read(cut)).isExactlyInstanceOf(KeysetFormatException.class);
        }
    }

    /** 100,000 damaged keysets: another keyset or the one exception, never more. */
    @Test
    void damageIsRefusedWithTheOneException() {
        Random random = new Random(20_261_122);
        byte[] json = TWO_KEYS.getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] damaged = json.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
                damaged = Arrays.copyOfRange(damaged, random.nextInt(8), damaged.length - random.nextInt(8));
            }
            byte[] tried = damaged;
            Throwable thrown = catchThrowable(() -> read(tried).close());
            if (thrown != null) {
                assertThat(thrown).as("case %d", i).isExactlyInstanceOf(KeysetFormatException.class);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(70_000);
    }
}
