package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.AuditEntry.PartState;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.LookupTags;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.Sealer;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealedFormTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OPERATOR = new TenantId("operator");
    private static final Bytes LEAF = Bytes.copyOf(new byte[32]);
    private static final TenantHead SECOND = TenantHead.FIRST.after(LEAF);
    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                    + "Chrome/126.0.0.0 Safari/537.36";

    private final TestKeys keys = new TestKeys();
    private final EntryForms forms = new EntryForms(TestLog.ORIGIN, OPERATOR, keys.sealing());

    private static AuditEvent signIn(String actor, String userAgent) {
        return AuditEvent.builder(ACME, Actor.customer(actor), Action.SIGN_IN, Outcome.SUCCESS, TestLog.START)
                .attribute(AuditEvent.ADDRESS, "192.0.2.7")
                .attribute(AuditEvent.DEVICE_TYPE, "desktop")
                .attribute(AuditEvent.USER_AGENT, userAgent)
                .attribute(AuditEvent.EVENT_ID, "018f2f2e-0000-7000-8000-000000000001")
                .build();
    }

    private static AuditEvent access() {
        return AuditEvent.builder(ACME, Actor.staff("s-17"), Action.ACCESS, Outcome.DENIED, TestLog.START)
                .target("customer/1017")
                .attribute(AuditEvent.PURPOSE, "support")
                .attribute("subject", "user-9")
                .build();
    }

    private byte[] entry(AuditEvent event) {
        return forms.of(event).entry(SECOND, TestLog.START.plusNanos(1_500_000));
    }

    private AuditEntry open(byte[] entry) {
        return forms.opener().open(0, LEAF, EntryForm.read(entry));
    }

    @Test
    void theMembersStandInTheOrderOfRfc8785() {
        String json = new String(entry(signIn("user-1", CHROME)), StandardCharsets.UTF_8);
        assertThat(json)
                .matches("\\{\"action\":\"sign-in\",\"actor\":\"customer\",\"actorTag\":\"[-_A-Za-z0-9]{22}\","
                        + "\"attributes\":\\{\"deviceType\":\"desktop\",\"eventId\":\"018f[^\"]{32}\"},"
                        + "\"box\":\"[-_A-Za-z0-9]+\",\"eventTag\":\"[-_A-Za-z0-9]{22}\","
                        + "\"occurredAt\":\"2026-01-01T00:00:00Z\",\"prev\":\"A{43}\","
                        + "\"recordedAt\":\"2026-01-01T00:00:00.001500Z\",\"seq\":1,\"tenant\":\"acme\",\"v\":2}");
        assertThat(new String(entry(access()), StandardCharsets.UTF_8))
                .matches("\\{\"action\":\"access\",\"actor\":\"staff\",\"actorTag\":\"[-_A-Za-z0-9]{22}\","
                        + "\"box\":\"[-_A-Za-z0-9]+\",\"occurredAt\":\"2026-01-01T00:00:00Z\","
                        + "\"operatorBox\":\"[-_A-Za-z0-9]+\",\"outcome\":\"denied\",\"prev\":\"A{43}\","
                        + "\"recordedAt\":\"2026-01-01T00:00:00.001500Z\",\"seq\":1,"
                        + "\"targetTag\":\"[-_A-Za-z0-9]{22}\",\"tenant\":\"acme\",\"v\":2}");
    }

    @Test
    void everyProperPrefixIsRefused() {
        for (AuditEvent event : List.of(signIn("user-1", CHROME), access())) {
            byte[] entry = entry(event);
            for (int length = 0; length < entry.length; length++) {
                byte[] prefix = Arrays.copyOf(entry, length);
                assertThatThrownBy(() -> EntryForm.read(prefix)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void everyFlippedBitOfWhatTheCallerSaidIsRefusedOrToldAsTampered() {
        for (AuditEvent event : List.of(signIn("user-1", "curl/8.9.1"), access())) {
            byte[] entry = entry(event);
            String json = new String(entry, StandardCharsets.UTF_8);
            int addedFrom = json.indexOf(",\"prev\":");
            int addedTo = json.indexOf(event.action().equals(Action.ACCESS) ? ",\"targetTag\"" : ",\"tenant\"");
            for (int bit = 0; bit < entry.length * 8; bit++) {
                entry[bit / 8] ^= (byte) (1 << (bit % 8));
                boolean ofLog = bit / 8 >= addedFrom && bit / 8 < addedTo; // which the chain and the tree are for
                Optional<AuditEntry> read = reading(entry);
                assertThat(read.filter(AuditEntry::isReadable).isEmpty() || ofLog)
                        .as("bit %d of %s", bit, json)
                        .isTrue();
                entry[bit / 8] ^= (byte) (1 << (bit % 8));
            }
        }
    }

    /** What does not stay in its tenant finds no key, so a lost key is told then; never is anything readable. */
    private Optional<AuditEntry> reading(byte[] entry) {
        try {
            return Optional.of(open(entry));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Test
    void aBoxOpensInNoOtherEntryAndNoOtherLog() {
        String one = new String(entry(signIn("user-1", CHROME)), StandardCharsets.UTF_8);
        String two = new String(entry(signIn("user-2", CHROME)), StandardCharsets.UTF_8);
        String mixed = one.replace(box(one), box(two));
        assertThat(open(mixed.getBytes(StandardCharsets.UTF_8)).actorState()).isEqualTo(PartState.TAMPERED);
        AuditEntry elsewhere = new EntryForms("example.com/other", OPERATOR, keys.sealing())
                .opener()
                .open(0, LEAF, EntryForm.read(one.getBytes(StandardCharsets.UTF_8)));
        assertThat(elsewhere.actorState()).isEqualTo(PartState.TAMPERED);
        assertThat(elsewhere.event().actor().id()).startsWith("tampered:");
        assertThat(elsewhere.event().attributes()).containsOnlyKeys(AuditEvent.DEVICE_TYPE, AuditEvent.EVENT_ID);
    }

    private static String box(String json) {
        int from = json.indexOf("\"box\":\"") + 7;
        return json.substring(from, json.indexOf('"', from));
    }

    @Test
    void otherBytesThatSayTheSameAreRefused() {
        String good = new String(entry(access()), StandardCharsets.UTF_8);
        String box = box(good);
        for (String other : List.of(
                good + " ",
                good.replace("\"v\":2", "\"v\":3"),
                good.replace("\"v\":2", "\"v\": 2"),
                good.replace("\"occurredAt\":\"2026-01-01T00:00:00Z\"", "\"occurredAt\":\"2026-01-01T00:00:00.000Z\""),
                good.replace("\"actor\":\"staff\"", "\"actor\":\"Staff\""),
                good.replace("\"actor\":\"staff\"", "\"actor\":\"staff:\""),
                good.replace("\"actor\":\"staff\"", "\"actor\":\"staff:s-17\""),
                good.replace("\"box\":\"" + box, "\"box\":\"" + box + "="),
                good.replace("\"box\":\"" + box, "\"box\":\"+" + box),
                good.replace("\"box\":\"" + box + "\",", ""),
                good.replace("\"box\":", "\"attributes\":{},\"box\":"),
                good.replace(",\"occurredAt\"", ",\"erased\":\"\",\"occurredAt\""),
                good.replace(",\"occurredAt\"", ",\"erased\":\"subject actor\",\"occurredAt\""),
                good.replace(",\"occurredAt\"", ",\"erased\":\"all\",\"occurredAt\""),
                good.replace("\"actorTag\":\"", "\"actorTag\":\"AA"),
                good.replace("\"outcome\":\"denied\"", "\"outcome\":\"success\""),
                good.replace("\"targetTag\"", "\"target\":\"customer/1017\",\"targetTag\""),
                good.replace("\"seq\":1", "\"seq\":01"))) {
            assertThat(other).isNotEqualTo(good);
            assertThatThrownBy(() -> EntryForm.read(other.getBytes(StandardCharsets.UTF_8)))
                    .as(other)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void userAgentsAndAddressesComeBackAsTheyWere() {
        for (String userAgent : List.of(
                CHROME,
                "",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                        + "Version/17.5 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
                "caf\u00e9 \u0001\u001f",
                "\u0007",
                "~\u007f")) {
            for (String address :
                    List.of("192.0.2.7", "2001:db8::1", "2001:DB8::1", "::ffff:1.2.3.4", "::", "1.2.3", "nonsense")) {
                PartItems items = new PartItems();
                items.attribute(AuditEvent.USER_AGENT, userAgent);
                items.attribute(AuditEvent.ADDRESS, address);
                assertThat(PartItems.read(items.toByteArray()).attributes()).isEqualTo(items.attributes());
            }
        }
    }

    @Test
    void aTypicalSignInTakesNoMoreThanItTookInClear() {
        AuditEvent typical = AuditEvent.builder(
                        ACME,
                        Actor.customer("u-7f3kq0d2"),
                        Action.SIGN_IN,
                        Outcome.SUCCESS,
                        TestLog.START.plusNanos(123_456_000))
                .attribute(AuditEvent.ADDRESS, "203.0.113.77")
                .attribute(AuditEvent.DEVICE_TYPE, "desktop")
                .attribute(AuditEvent.USER_AGENT, CHROME)
                .build();
        int sealed =
                forms.of(typical).entry(new TenantHead(123_456, LEAF), TestLog.START.plusNanos(123_789_000)).length;
        int plain =
                EntryForm.of(typical).entry(new TenantHead(123_456, LEAF), TestLog.START.plusNanos(123_789_000)).length;
        assertThat(sealed).isLessThan(plain);
    }

    @Test
    void anEventThatIsTooLargeIsRefusedBeforeItIsQueued() {
        AuditEvent.Builder large =
                AuditEvent.builder(ACME, Actor.staff("ann"), Action.ACCESS, Outcome.SUCCESS, TestLog.START);
        for (int i = 0; i < 13; i++) {
            large.attribute("a" + i, "x".repeat(4096));
        }
        assertThatThrownBy(() -> forms.of(large.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("accepted are at most 65535");
    }

    @Test
    void anErasedSubjectOfAnotherPersonHidesNothingElse() {
        byte[] entry = entry(access());
        keys.shred(ACME, new SubjectId("user-9"));
        AuditEntry read = open(entry);
        assertThat(read.actorState()).isEqualTo(PartState.READABLE);
        assertThat(read.subjectState()).isEqualTo(PartState.ERASED);
    }

    /** Returns what it is given, and notes the places. */
    private static final class OpenBox implements Sealer, LookupTags {

        private final List<FieldPath> places = new ArrayList<>();

        @Override
        public byte[] seal(FieldPath path, byte[] plaintext) {
            places.add(path);
            return plaintext.clone();
        }

        @Override
        public Opened open(FieldPath path, byte[] sealed) {
            return new Opened.Plaintext(sealed);
        }

        @Override
        public Bytes tag(TenantId tenant, RecordClass recordClass, String field, String value) {
            return Bytes.parseHex("000102030405060708090a0b0c0d0e0f");
        }

        @Override
        public List<Bytes> everyTag(TenantId tenant, RecordClass recordClass, String field, String value) {
            return List.of(tag(tenant, recordClass, field, value));
        }
    }

    @Test
    void theFirstEntryOfATenantIsTheOneInTheDocumentation() {
        OpenBox openBox = new OpenBox();
        Sealing sealing = Sealing.builder(() -> openBox, () -> openBox).build();
        EntryForm form = new EntryForms(TestLog.ORIGIN, OPERATOR, sealing).of(TestLog.event(ACME, 0));
        assertThat(new String(form.entry(TenantHead.FIRST, TestLog.START), StandardCharsets.UTF_8))
                .isEqualTo("{\"action\":\"sign-in\",\"actor\":\"customer\",\"actorTag\":\"AAECAwQFBgcICQoLDA0ODw\","
                        + "\"attributes\":{\"deviceType\":\"phone\"},\"box\":\"AQZ1c2VyLTAOAQZ1c2VyLTBABMAAAgA\","
                        + "\"occurredAt\":\"2026-01-01T00:00:00Z\",\"recordedAt\":\"2026-01-01T00:00:00Z\",\"seq\":0,"
                        + "\"tenant\":\"acme\",\"v\":2}");
        RecordId record = new RecordId("95a8ab2593ddbb7e494fb393bc2cd0fd5e05e505693c19fc819ac2181be1b849");
        RecordClass recordClass = new RecordClass("audit-entry");
        assertThat(openBox.places)
                .containsExactly(
                        new FieldPath(ACME, new SubjectId("user-0"), recordClass, record, "actor", 2),
                        new FieldPath(ACME, SubjectId.ACCOUNT, recordClass, record, "entry", 2));
    }

    @Test
    void aPartWithAnItemTwiceIsRefused() {
        List<PartItems> single =
                List.of(new PartItems(), new PartItems(), new PartItems(), new PartItems(), new PartItems());
        single.get(0).actorId("user-0");
        single.get(1).target("order-1");
        single.get(2).attribute("address", "192.0.2.0");
        single.get(3).attribute("reason", "asked");
        single.get(4).attribute("deviceName", "phone");
        for (PartItems item : single) {
            byte[] once = item.toByteArray();
            assertThat(PartItems.read(once).toByteArray()).isEqualTo(once);
            byte[] twice = Arrays.copyOf(once, 2 * once.length);
            System.arraycopy(once, 0, twice, once.length, once.length);
            assertThatThrownBy(() -> PartItems.read(twice))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("twice");
        }
    }
}
