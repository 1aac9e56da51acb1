package dev.compliancekit.audit;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which entries to export, and in which form: all of one tenant's, until a time is given. <em>Immutable.</em> */
public final class ExportRequest {

    private final TenantId tenant;
    private final Actor actor;
    private final @Nullable Instant from;
    private final @Nullable Instant until;
    private final ExportFormat format;

    private ExportRequest(
            TenantId tenant, Actor actor, @Nullable Instant from, @Nullable Instant until, ExportFormat format) {
        this.tenant = tenant;
        this.actor = actor;
        this.from = from;
        this.until = until;
        this.format = format;
    }

    /**
     * All entries of a tenant, as they are stored.
     *
     * @param tenant whose entries
     * @param actor who exports
     * @return the request
     */
    public static ExportRequest of(TenantId tenant, Actor actor) {
        return new ExportRequest(
                Objects.requireNonNull(tenant, "tenant"),
                Objects.requireNonNull(actor, "actor"),
                null,
                null,
                ExportFormat.JSONL);
    }

    /**
     * Only what the log took at or after an instant.
     *
     * @param instant inclusive, by the log's clock
     * @return the changed copy
     */
    public ExportRequest from(Instant instant) {
        return new ExportRequest(tenant, actor, Objects.requireNonNull(instant, "instant"), until, format);
    }

    /**
     * Only what the log took before an instant.
     *
     * @param instant exclusive, by the log's clock
     * @return the changed copy
     */
    public ExportRequest until(Instant instant) {
        return new ExportRequest(tenant, actor, from, Objects.requireNonNull(instant, "instant"), format);
    }

    /**
     * In another form.
     *
     * @param form how the events are shown beside the stored entries
     * @return the changed copy
     */
    public ExportRequest as(ExportFormat form) {
        return new ExportRequest(tenant, actor, from, until, Objects.requireNonNull(form, "form"));
    }

    /**
     * Whose entries.
     *
     * @return the tenant
     */
    public TenantId tenant() {
        return tenant;
    }

    /**
     * Who exports.
     *
     * @return the actor
     */
    public Actor actor() {
        return actor;
    }

    Optional<Instant> from() {
        return Optional.ofNullable(from);
    }

    Optional<Instant> until() {
        return Optional.ofNullable(until);
    }

    ExportFormat format() {
        return format;
    }

    AuditEvent event(Instant at) {
        AuditEvent.Builder event = AuditEvent.builder(tenant, actor, Action.EXPORT, Outcome.SUCCESS, at)
                .attribute("format", format.code());
        from().ifPresent(instant -> event.attribute("from", instant.toString()));
        until().ifPresent(instant -> event.attribute("toExclusive", instant.toString()));
        return event.build();
    }
}
