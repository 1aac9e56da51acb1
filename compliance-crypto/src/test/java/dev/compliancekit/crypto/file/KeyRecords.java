package dev.compliancekit.crypto.file;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Records to try a store with; nothing in them needs to unwrap. */
public final class KeyRecords {

    public static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    private KeyRecords() {}

    public static KeyRecord.Active active(String tenant, int version, int keyId) {
        return active(tenant, SubjectId.ACCOUNT.value(), version, keyId);
    }

    public static KeyRecord.Active active(String tenant, String subject, int version, int keyId) {
        KeyName name = new KeyName(new TenantId(tenant), new SubjectId(subject), KeyPurpose.FIELDS);
        return new KeyRecord.Active(
                new KeyMetadata(name, version, new KeyId(keyId), KeyAlgorithm.XAES_256_GCM, T0),
                Bytes.copyOf(new byte[32]),
                1,
                wrapped(tenant + " " + subject + " " + keyId));
    }

    /** Different for every key. */
    private static Bytes wrapped(String key) {
        byte[] text = ("wrapped " + key).getBytes(StandardCharsets.US_ASCII);
        return Bytes.copyOf(Checksum.of(text, text.length));
    }

    public static KeyRecord.Active rewrapped(KeyRecord.Active active, int epoch) {
        return active.rewrapped(epoch, wrapped(epoch + " " + active.wrappedKey()));
    }

    public static KeyRecord.Destroyed destroyed(KeyRecord keyRecord) {
        return new KeyRecord.Destroyed(
                keyRecord.metadata(), T0.plusSeconds(60), Actor.staff("ann"), "account cancelled");
    }

    /** Writes a key of each of so many subjects {@code s-0}, {@code s-1} ... into a store that is not open. */
    static void plant(Path store, String tenant, int subjects) throws IOException {
        TreeMap<String, KeyRecord> records = new TreeMap<>();
        for (int i = 0; i < subjects; i++) {
            records.put("s-" + i, active(tenant, "s-" + i, 1, i));
        }
        TwoCopies copies =
                new TwoCopies(store.resolve("first"), store.resolve("second"), new OwnedFiles(new QuickDisk()));
        plant(copies, new TenantId(tenant), Prefix.ROOT, List.copyOf(records.values()));
    }

    private static void plant(TwoCopies copies, TenantId tenant, Prefix prefix, List<KeyRecord> records)
            throws IOException {
        String name = "tenants/" + tenant + "/" + prefix.fileName();
        boolean split = records.size() > Bucket.MAX_RECORDS;
        Bucket bucket = Bucket.of(tenant, prefix, 1, split ? List.of() : records);
        copies.replace(name, split ? bucket.asSplit().file() : bucket.file());
        for (Prefix child : split ? prefix.children() : List.<Prefix>of()) {
            List<KeyRecord> half = records.stream()
                    .filter(each ->
                            child.covers(Prefix.pathOf(each.metadata().name().subject())))
                    .toList();
            plant(copies, tenant, child, half);
        }
    }
}
