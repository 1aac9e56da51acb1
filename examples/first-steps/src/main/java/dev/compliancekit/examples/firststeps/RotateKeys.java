package dev.compliancekit.examples.firststeps;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.key.KeyStatus;
import dev.compliancekit.crypto.key.KeySummary;
import dev.compliancekit.crypto.key.Reencryption;
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import java.util.Map;
import java.util.Optional;

/** crypto: a tenant gets a new key, its column is brought under it, and the old key goes. */
final class RotateKeys {

    private RotateKeys() {}

    static Reencryption.Report run(TenantKeys keys, TenantId tenant, Map<FieldPath, byte[]> column) {
        // readme: begin
        keys.rotate(new KeyName(tenant, SubjectId.ACCOUNT, KeyPurpose.FIELDS)); // seals from now on

        var cells =
                column.entrySet().stream().map(each -> new Cell(column, each)).iterator();
        Reencryption.Report report = Reencryption.under(keys).run(cells); // may be broken off and run again

        for (KeySummary key : keys.inventory().of(tenant)) {
            if (key.purpose().equals(KeyPurpose.FIELDS) && key.status() == KeyStatus.RETIRED) {
                keys.destroyUnused(
                        key.address(), // KeyInUseException if a value is left
                        address -> countUnder(address.keyId(), column),
                        Actor.staff("ann"),
                        "yearly rotation");
            }
        }
        // readme: end
        return report;
    }

    private static long countUnder(KeyId keyId, Map<FieldPath, byte[]> column) {
        return column.values().stream()
                .filter(stored -> Aead.keyIdOf(stored).equals(Optional.of(keyId)))
                .count();
    }

    /** A cell of the column; {@code replace} is an update that names the old value. */
    private static final class Cell implements Reencryption.StoredValue {

        private final Map<FieldPath, byte[]> column;
        private final FieldPath path;
        private final byte[] sealed;

        Cell(Map<FieldPath, byte[]> column, Map.Entry<FieldPath, byte[]> each) {
            this.column = column;
            this.path = each.getKey();
            this.sealed = each.getValue();
        }

        @Override
        public FieldPath path() {
            return path;
        }

        @Override
        public byte[] sealed() {
            return sealed;
        }

        @Override
        public boolean replace(byte[] resealed) {
            return column.replace(path, sealed, resealed);
        }
    }
}
