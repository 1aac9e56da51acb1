package dev.compliancekit.audit;

import dev.compliancekit.audit.event.AttributeForm;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.LookupTags;
import dev.compliancekit.core.Sealer;
import dev.compliancekit.core.SubjectId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the personal parts of events are sealed before they become entries, so that a person or a tenant is erased from
 * the log by destroying a key, and no byte of the log changes.
 *
 * <p>An event has two personal parts: that of the actor (the id, addresses, user agent, session) and that of the
 * subject, whom it is about (the target, all other attributes but a short list of those that hold no person). Each is
 * sealed for the tenant and a subject; what staff and auditors do is theirs under the operator's tenant, so that it
 * outlives the tenants they worked for. In place of an actor and a target stands a tag to find them by.
 *
 * <p><em>Immutable,</em> as far as what it was given is.
 */
public final class Sealing {

    private final Supplier<? extends @Nullable Sealer> sealer;
    private final Supplier<? extends @Nullable LookupTags> tags;
    private final Function<AuditEvent, SubjectId> actorSubject;
    private final Function<AuditEvent, SubjectId> dataSubject;
    private final ClearParts clear;

    private Sealing(Builder builder) {
        this.sealer = builder.sealer;
        this.tags = builder.tags;
        this.actorSubject = builder.actorSubject;
        this.dataSubject = builder.dataSubject;
        this.clear = ClearParts.defaultAnd(builder.clear);
    }

    /**
     * Starts the settings. Keys are often kept by something that itself needs the log: then build the log first, and
     * let the suppliers answer {@code null} until the keys are there. Events without personal parts are taken from the
     * start.
     *
     * @param sealer seals and opens; asked for with every event, from many threads, so it should only hand one out
     * @param tags makes the tags; asked for likewise
     * @return a builder
     */
    public static Builder builder(
            Supplier<? extends @Nullable Sealer> sealer, Supplier<? extends @Nullable LookupTags> tags) {
        return new Builder(sealer, tags);
    }

    Sealer sealer() {
        return present(sealer.get());
    }

    LookupTags tags() {
        return present(tags.get());
    }

    private static <T> T present(@Nullable T keys) {
        if (keys == null) {
            throw new IllegalStateException(
                    "the log has no keys yet; accepted until then are events without personal parts");
        }
        return keys;
    }

    SubjectId actorSubject(AuditEvent event) {
        return actorSubject.apply(event);
    }

    SubjectId dataSubject(AuditEvent event) {
        return dataSubject.apply(event);
    }

    ClearParts clear() {
        return clear;
    }

    /** Collects what is personal and whose it is. <em>Not thread-safe: confine to one thread.</em> */
    public static final class Builder {

        private final Supplier<? extends @Nullable Sealer> sealer;
        private final Supplier<? extends @Nullable LookupTags> tags;
        private final Map<String, AttributeForm> clear = new HashMap<>();
        private Function<AuditEvent, SubjectId> actorSubject = Builder::subjectOfActor;
        private Function<AuditEvent, SubjectId> dataSubject = Builder::subjectOfData;

        private Builder(Supplier<? extends @Nullable Sealer> sealer, Supplier<? extends @Nullable LookupTags> tags) {
            this.sealer = Objects.requireNonNull(sealer, "sealer");
            this.tags = Objects.requireNonNull(tags, "tags");
        }

        /**
         * Says under whose key the actor's part is sealed. Not said otherwise it is the actor, if the id is accepted as
         * a {@link SubjectId}, and the account for those of the kind {@link Actor.Kind#OTHER}, who may be anybody.
         *
         * @param rule called with every event whose actor is no program, from many threads
         * @return this builder
         */
        public Builder actorSubject(Function<AuditEvent, SubjectId> rule) {
            this.actorSubject = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /**
         * Says under whose key the rest is sealed. Not said otherwise it is the attribute {@code subject} if there is
         * one, else an actor of the kind {@link Actor.Kind#CUSTOMER}, else the account.
         *
         * @param rule called with every event that has such a part, from many threads
         * @return this builder
         */
        public Builder dataSubject(Function<AuditEvent, SubjectId> rule) {
            this.dataSubject = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /**
         * Says that an attribute holds no personal data, so that it stands in clear for ever.
         *
         * @param attribute its name
         * @param form what its values look like; one that looks otherwise is sealed
         * @return this builder
         */
        public Builder clear(String attribute, AttributeForm form) {
            clear.put(Objects.requireNonNull(attribute, "attribute"), Objects.requireNonNull(form, "form"));
            return this;
        }

        /**
         * Finishes the settings.
         *
         * @return the sealing
         */
        public Sealing build() {
            return new Sealing(this);
        }

        private static SubjectId subjectOfActor(AuditEvent event) {
            return event.actor().kind() == Actor.Kind.OTHER
                    ? SubjectId.ACCOUNT
                    : subject(event.actor().id()).orElse(SubjectId.ACCOUNT);
        }

        private static SubjectId subjectOfData(AuditEvent event) {
            String named = event.attributes().get("subject");
            if (named != null) {
                return subject(named).orElse(SubjectId.ACCOUNT);
            }
            return event.actor().kind() == Actor.Kind.CUSTOMER ? subjectOfActor(event) : SubjectId.ACCOUNT;
        }

        private static Optional<SubjectId> subject(String pseudonym) {
            try {
                return Optional.of(new SubjectId(pseudonym));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
