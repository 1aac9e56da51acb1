package dev.compliancekit.jdbc.due;

import java.time.Instant;
import java.util.Objects;

/**
 * A row that is due. <em>Immutable</em> if the id is.
 *
 * @param id as the driver reads the column, for example a {@code Long}, a {@code String} or a {@code UUID}; to be given
 *     back to the same database as it is
 * @param tenant the tenant's code as the row has it; nobody checked it
 * @param due since when it is due
 */
public record DueRow(Object id, String tenant, Instant due) {

    /**
     * Checks that all is there.
     *
     * @param id the id
     * @param tenant the tenant's code
     * @param due since when it is due
     */
    public DueRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(due, "due");
    }
}
