package dev.compliancekit.crypto.key;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.crypto.KeyId;
import java.security.SecureRandom;

/**
 * The ids of new keys: even for the keys of a whole tenant, odd for those of a subject. So the one key to try is found
 * by tenant, subject and id also where a value was sealed before its subject had keys of its own. An imported key may
 * have any id.
 */
final class KeyIds {

    private KeyIds() {}

    static KeyId random(SubjectId subject, SecureRandom random) {
        KeyId keyId = KeyId.random(random);
        while (mayBeOfSubject(keyId) == subject.equals(SubjectId.ACCOUNT)) {
            keyId = KeyId.random(random);
        }
        return keyId;
    }

    static boolean mayBeOfSubject(KeyId keyId) {
        return (keyId.value() & 1) == 1;
    }
}
