package dev.compliancekit.crypto.key;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyService;
import java.security.SecureRandom;

/** Makes data keys and turns their records back into keys; what binds a wrapped key to its record is here. */
final class KeyWrapping {

    private static final String LABEL = "dev.compliancekit/wrapped-key/v1";
    private static final int KEY_BYTES = 32;

    private final KeyService keyService;
    private final SecureRandom random;

    KeyWrapping(KeyService keyService, SecureRandom random) {
        this.keyService = keyService;
        this.random = random;
    }

    KeyRecord.Active newKey(KeyMetadata metadata) {
        try (SecretBytes key = SecretBytes.random(KEY_BYTES, random)) {
            Bytes commitment = Commitment.of(key);
            return new KeyRecord.Active(
                    metadata, commitment, keyService.wrap(key, associatedData(metadata, commitment)));
        }
    }

    DataKey unwrap(KeyRecord.Active active) {
        KeyMetadata metadata = active.metadata();
        try (SecretBytes key = keyService.unwrap(active.wrappedKey(), associatedData(metadata, active.commitment()))) {
            if (key.size() != KEY_BYTES || !Commitment.isOf(key, active.commitment())) {
                throw doesNotUnwrap(metadata);
            }
            Aead aead = Aead.xaes256Gcm(metadata.keyId(), key, random);
            return new DataKey(metadata.tenant(), metadata.keyId(), aead);
        } catch (DecryptionException e) {
            throw doesNotUnwrap(metadata);
        }
    }

    static AssociatedData associatedData(KeyMetadata metadata, Bytes commitment) {
        return AssociatedData.ofTexts(
                LABEL,
                metadata.tenant().value(),
                metadata.name().subject().value(),
                metadata.name().purpose().value(),
                Integer.toString(metadata.version()),
                metadata.keyId().toString(),
                metadata.algorithm().code(),
                metadata.createdAt().toString(),
                commitment.hex());
    }

    private static KeyUnavailableException doesNotUnwrap(KeyMetadata metadata) {
        return new KeyUnavailableException("key " + metadata.keyId() + " of tenant " + metadata.tenant()
                + " does not unwrap: its record was altered, moved, or belongs to another root key");
    }
}
