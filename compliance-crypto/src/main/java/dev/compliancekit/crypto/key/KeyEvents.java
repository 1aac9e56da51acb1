package dev.compliancekit.crypto.key;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.time.Instant;

/** What the audit log is told of keys. */
final class KeyEvents {

    private static final Actor SELF = Actor.service("compliance-crypto");

    private final AuditSink audit;

    KeyEvents(AuditSink audit) {
        this.audit = audit;
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

    private void append(AuditEvent.Builder event) {
        audit.append(event.build());
    }

    private static AuditEvent.Builder event(
            KeyMetadata metadata, Actor actor, Action action, Outcome outcome, Instant at) {
        return AuditEvent.builder(metadata.tenant(), actor, action, outcome, at)
                .target("key/" + metadata.keyId())
                .attribute("keyId", metadata.keyId().toString())
                .attribute("keyPurpose", metadata.name().purpose().value())
                .attribute("keySubject", metadata.name().subject().value())
                .attribute("keyAlgorithm", metadata.algorithm().code());
    }
}
