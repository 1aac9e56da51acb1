package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.crypto.key.KeyStatus;
import dev.compliancekit.crypto.key.KeySummary;
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.ReadBack;
import java.util.List;
import java.util.Set;

/**
 * The key of a store. With it goes every copy of what it sealed, also one that nobody remembers: that is why it counts
 * as a backup.
 */
final class KeyShredding implements ErasureTarget {

    private final TenantKeys keys;

    KeyShredding(TenantKeys keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "tenant-keys";
    }

    @Override
    public StoreKind kind() {
        return StoreKind.BACKUP;
    }

    @Override
    public Set<RecordClass> recordClasses() {
        return Set.of(Customer.CLASS, Purchase.CLASS);
    }

    @Override
    public ErasedPiece erase(ErasurePiece piece) {
        ErasureOrder order = piece.order();
        if (order.scope() instanceof Scope.OneSubject) {
            throw new IllegalArgumentException(
                    "the key is the whole store's; accepted is an order about a whole store");
        }
        long before = activeKeysOf(order);
        piece.holds().requireUnheld();
        List<KeySummary> destroyed =
                keys.shred(order.scope().tenant(), Actor.service("erasure-run"), "order " + order.id());
        if (destroyed.stream().anyMatch(key -> key.status() == KeyStatus.ACTIVE)) {
            throw new IllegalStateException("a key of the store is still active after its destruction");
        }
        return ErasedPiece.last(before);
    }

    @Override
    public ReadBack readBack(ErasureOrder order) {
        long active = activeKeysOf(order);
        return active == 0 ? new ReadBack.Absent() : new ReadBack.Present(active);
    }

    private long activeKeysOf(ErasureOrder order) {
        return keys.inventory().of(order.scope().tenant()).stream()
                .filter(key -> key.status() == KeyStatus.ACTIVE)
                .count();
    }
}
