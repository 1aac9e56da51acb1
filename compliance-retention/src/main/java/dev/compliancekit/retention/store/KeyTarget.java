package dev.compliancekit.retention.store;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.retention.Custodian;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.KeyShredder;
import dev.compliancekit.retention.spi.ReadBack;
import java.util.Objects;
import java.util.Set;

/**
 * Keys as a store: with them goes every copy of what they sealed, also one that nobody remembers. The keys of a scope
 * go as a whole. What was ever stored unsealed is not reached. <em>Thread-safe</em> if the shredder is.
 */
public final class KeyTarget implements ErasureTarget {

    private final TargetTraits traits;
    private final KeyShredder keys;

    private KeyTarget(TargetTraits traits, KeyShredder keys) {
        this.traits = Objects.requireNonNull(traits, "traits");
        this.keys = Objects.requireNonNull(keys, "keys");
    }

    /**
     * The keys of a key store.
     *
     * @param traits what the target says of itself; keys come after the stores whose contents they seal
     * @param keys the key store
     * @return the target
     */
    public static KeyTarget of(TargetTraits traits, KeyShredder keys) {
        return new KeyTarget(traits, keys);
    }

    @Override
    public String name() {
        return traits.name();
    }

    @Override
    public StoreKind kind() {
        return traits.kind();
    }

    @Override
    public Set<RecordClass> recordClasses() {
        return traits.recordClasses();
    }

    @Override
    public Set<Custodian> custodians() {
        return traits.custodians();
    }

    @Override
    public Set<String> after() {
        return traits.after();
    }

    @Override
    public ErasedPiece erase(ErasurePiece piece) {
        ErasureOrder order = piece.order();
        long before = keys.usableKeys(order.scope());
        if (before > 0) {
            piece.holds().requireUnheld();
            keys.shred(order.scope(), "erasure order " + order.id());
        }
        return ErasedPiece.last(before);
    }

    @Override
    public ReadBack readBack(ErasureOrder order) {
        try {
            long usable = keys.usableKeys(order.scope());
            return usable == 0 ? new ReadBack.Absent() : new ReadBack.Present(usable);
        } catch (RuntimeException e) {
            return new ReadBack.Unreachable("the key store did not answer");
        }
    }
}
