package dev.compliancekit.cli;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.key.EpochPolicy;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that several commands about keys have. */
final class KeyOptions {

    private KeyOptions() {}

    /** Whose keys. */
    static final class Owner {

        @Option(names = "--tenant", paramLabel = "T", required = true, description = "The account code.")
        private String tenant = "";

        @Option(
                names = "--subject",
                paramLabel = "S",
                description = "A person of the tenant, whose own keys are meant; the tenant's if not said.")
        private @Nullable String subject;

        TenantId tenant() {
            return new TenantId(tenant);
        }

        Optional<SubjectId> person() {
            return Optional.ofNullable(subject).map(SubjectId::new);
        }

        SubjectId subject() {
            return person().orElse(SubjectId.ACCOUNT);
        }
    }

    /** Whose keys, and for what. */
    static final class Name {

        @Mixin
        private Owner owner = new Owner();

        @Option(
                names = "--purpose",
                paramLabel = "P",
                defaultValue = "fields",
                description = "What the key is used for: fields, files or search; ${DEFAULT-VALUE} if not said.")
        private String purpose = "";

        KeyName name() {
            return new KeyName(owner.tenant(), owner.subject(), new KeyPurpose(purpose));
        }
    }

    /** On whose order, and why. */
    static final class Order {

        @Option(
                names = "--actor",
                paramLabel = "KIND:ID",
                required = true,
                description = "Who orders it, for example staff:ann.")
        private String actor = "";

        @Option(names = "--reason", required = true, description = "Why; no personal data.")
        private String reason = "";

        Actor actor() {
            return Actor.parse(actor);
        }

        String reason() {
            return reason;
        }
    }

    /** When epochs begin and end; all four, or none. */
    static final class Schedule {

        @ArgGroup(exclusive = false)
        private @Nullable Periods periods;

        Optional<EpochPolicy> policy() {
            return Optional.ofNullable(periods).map(Periods::policy);
        }

        EpochPolicy requirePolicy(String option) {
            return policy().orElseThrow(() -> CliException.usage(
                    option + " needs --rotate-every, --keep-for, --run-every and --store-backup-every"));
        }
    }

    /** Durations as ISO 8601 writes them. */
    static final class Periods {

        @Option(
                names = "--rotate-every",
                paramLabel = "DURATION",
                required = true,
                description = "How long an epoch lasts, for example PT24H.")
        private Duration rotateEvery = Duration.ZERO;

        @Option(
                names = "--keep-for",
                paramLabel = "DURATION",
                required = true,
                description = "How long the key of an epoch that ended is kept, for example P6D: so old may a backup "
                        + "of the key store be.")
        private Duration keepFor = Duration.ZERO;

        @Option(
                names = "--run-every",
                paramLabel = "DURATION",
                required = true,
                description = "How far apart the runs of `keys rewrap` are at most.")
        private Duration runEvery = Duration.ZERO;

        @Option(
                names = "--store-backup-every",
                paramLabel = "DURATION",
                required = true,
                description = "How far apart the backups of the key store are at most.")
        private Duration storeBackupEvery = Duration.ZERO;

        EpochPolicy policy() {
            return new EpochPolicy(rotateEvery, keepFor, runEvery, storeBackupEvery);
        }
    }
}
