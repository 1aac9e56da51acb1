package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.ReadBack;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A store of scopes in a list; the durable part survives whatever is thrown at its callers. */
final class MemoryTarget implements ErasureTarget {

    final List<Scope> records = new ArrayList<>();
    private final String name;
    private final StoreKind kind;
    private final Set<RecordClass> classes;

    MemoryTarget(String name, StoreKind kind, Scope... records) {
        this(name, kind, Set.of(), records);
    }

    MemoryTarget(String name, StoreKind kind, Set<RecordClass> classes, Scope... records) {
        this.name = name;
        this.kind = kind;
        this.classes = classes;
        this.records.addAll(List.of(records));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StoreKind kind() {
        return kind;
    }

    @Override
    public Set<RecordClass> recordClasses() {
        return classes;
    }

    @Override
    public ErasedPiece erase(ErasurePiece piece) {
        List<Scope> chosen = records.stream()
                .filter(piece.order().scope()::covers)
                .limit(piece.maxRecords())
                .toList();
        if (chosen.isEmpty()) {
            return ErasedPiece.last(0);
        }
        piece.holds().requireUnheld();
        chosen.forEach(records::remove);
        return readBack(piece.order()) instanceof ReadBack.Absent
                ? ErasedPiece.last(chosen.size())
                : ErasedPiece.withMoreLeft(chosen.size());
    }

    @Override
    public ReadBack readBack(ErasureOrder order) {
        long left = records.stream().filter(order.scope()::covers).count();
        return left == 0 ? new ReadBack.Absent() : new ReadBack.Present(left);
    }
}
