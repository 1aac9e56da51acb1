package dev.compliancekit.crypto.key;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.spi.EpochRecord;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.time.Instant;

/** What the audit log is told of keys. */
final class KeyEvents {

    private static final Actor SELF = Actor.service("compliance-crypto");

    private final AuditSink audit;
    private final TenantId operator;

    KeyEvents(AuditSink audit, TenantId operator) {
        this.audit = audit;
        this.operator = operator;
    }

    void creating(KeyMetadata metadata) {
        append(event(metadata, SELF, Action.KEY_CREATED, Outcome.SUCCESS, metadata.createdAt()));
    }

    void notCreated(KeyMetadata metadata, Instant at, String reason) {
        append(event(metadata, SELF, Action.KEY_CREATED, Outcome.FAILURE, at).attribute(AuditEvent.REASON, reason));
    }

    void destroyed(KeyRecord.Destroyed tombstone) {
        append(event(
                        tombstone.metadata(),
                        tombstone.destroyedBy(),
                        Action.KEY_DESTROYED,
                        Outcome.SUCCESS,
                        tombstone.destroyedAt())
                .attribute(AuditEvent.REASON, tombstone.reason()));
    }

    void importing(KeyMetadata metadata, Actor actor, String reason) {
        append(event(metadata, actor, Action.KEY_CREATED, Outcome.SUCCESS, metadata.createdAt())
                .attribute(AuditEvent.REASON, "imported: " + reason));
    }

    void exported(KeyMetadata metadata, Actor actor, String reason, Instant at) {
        append(event(metadata, actor, Action.KEY_EXPORTED, Outcome.SUCCESS, at).attribute(AuditEvent.REASON, reason));
    }

    void epochBeginning(EpochRecord epoch) {
        append(epochEvent(epoch, Action.KEY_CREATED, Outcome.SUCCESS, epoch.startedAt()));
    }

    void epochNotBegun(EpochRecord epoch, Instant at) {
        append(epochEvent(epoch, Action.KEY_CREATED, Outcome.FAILURE, at)
                .attribute(AuditEvent.REASON, "another process began an epoch of that number first"));
    }

    void epochDestroyed(EpochRecord.Destroyed epoch) {
        append(epochEvent(epoch, Action.KEY_DESTROYED, Outcome.SUCCESS, epoch.destroyedAt()));
    }

    private AuditEvent.Builder epochEvent(EpochRecord epoch, Action action, Outcome outcome, Instant at) {
        return AuditEvent.builder(operator, SELF, action, outcome, at)
                .target("epoch/" + epoch.number())
                .attribute("epoch", Integer.toString(epoch.number()));
    }

    private void append(AuditEvent.Builder event) {
        audit.append(event.build());
    }

    /** The log shall outlive every person without naming one: who it was, the key id tells in the key store. */
    private static boolean isOfAccount(KeyMetadata metadata) {
        return metadata.name().subject().equals(SubjectId.ACCOUNT);
    }

    private static AuditEvent.Builder event(
            KeyMetadata metadata, Actor actor, Action action, Outcome outcome, Instant at) {
        return AuditEvent.builder(metadata.tenant(), actor, action, outcome, at)
                .target("key/" + metadata.keyId())
                .attribute("keyId", metadata.keyId().toString())
                .attribute("keyPurpose", metadata.name().purpose().value())
                .attribute("keySubject", isOfAccount(metadata) ? "account" : "person")
                .attribute("keyAlgorithm", metadata.algorithm().code());
    }
}
