package dev.compliancekit.crypto.key;

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
import dev.compliancekit.crypto.spi.WrappedKey;
import java.time.Instant;

/** Records to try a store with; nothing in them needs to unwrap. */
final class KeyRecords {

    static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    private KeyRecords() {}

    static KeyRecord.Active active(String tenant, int version, int keyId) {
        KeyName name = new KeyName(new TenantId(tenant), SubjectId.ACCOUNT, KeyPurpose.FIELDS);
        return new KeyRecord.Active(
                new KeyMetadata(name, version, new KeyId(keyId), KeyAlgorithm.XAES_256_GCM, T0),
                Bytes.copyOf(new byte[32]),
                new WrappedKey("root-1", Bytes.parseHex("0badcafe")));
    }

    static KeyRecord.Active rewrapped(KeyRecord.Active active, String rootKeyId) {
        return new KeyRecord.Active(
                active.metadata(), active.commitment(), new WrappedKey(rootKeyId, Bytes.parseHex("600dcafe")));
    }

    static KeyRecord.Destroyed destroyed(KeyRecord keyRecord) {
        return new KeyRecord.Destroyed(
                keyRecord.metadata(), T0.plusSeconds(60), Actor.staff("ann"), "account cancelled");
    }
}
