package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.ReadBack;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** The rows about people in the application's database. The anonymous aggregates are not among them. */
final class LiveRows implements ErasureTarget {

    private static final List<String> PERSONAL = List.of("customer", "purchase");

    private final Database database;

    LiveRows(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "live-rows";
    }

    @Override
    public StoreKind kind() {
        return StoreKind.LIVE;
    }

    @Override
    public Set<RecordClass> recordClasses() {
        return Set.of(Customer.CLASS, Purchase.CLASS);
    }

    /** One transaction whatever the size: a store of the sample is small. */
    @Override
    public ErasedPiece erase(ErasurePiece piece) {
        ErasureOrder order = piece.order();
        synchronized (database) {
            try {
                long rows = rowsOf(order);
                database.atomically(() -> {
                    for (String table : PERSONAL) {
                        database.update("DELETE FROM " + table + where(order), parameters(order));
                    }
                    piece.holds().requireUnheld();
                });
                database.compact();
                return ErasedPiece.last(rows);
            } catch (SQLException e) {
                throw new IllegalStateException("the database did not erase", e);
            }
        }
    }

    @Override
    public ReadBack readBack(ErasureOrder order) {
        synchronized (database) {
            try {
                long rows = rowsOf(order);
                return rows == 0 ? new ReadBack.Absent() : new ReadBack.Present(rows);
            } catch (SQLException e) {
                return new ReadBack.Unreachable("the database did not answer");
            }
        }
    }

    private long rowsOf(ErasureOrder order) throws SQLException {
        long rows = 0;
        for (String table : PERSONAL) {
            rows += database.number("SELECT COUNT(*) FROM " + table + where(order), parameters(order));
        }
        return rows;
    }

    private static String where(ErasureOrder order) {
        return order.scope() instanceof Scope.OneSubject ? " WHERE tenant = ? AND subject = ?" : " WHERE tenant = ?";
    }

    private static String[] parameters(ErasureOrder order) {
        String tenant = order.scope().tenant().value();
        return order.scope() instanceof Scope.OneSubject one
                ? new String[] {tenant, one.subject().value()}
                : new String[] {tenant};
    }
}
