package dev.compliancekit.verification.planted.audit;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Makes randomness in every way there is. */
final class MakesRandomness {

    private MakesRandomness() {}

    static Object[] all() throws NoSuchAlgorithmException {
        return new Object[] {
            UUID.randomUUID(),
            Math.random(),
            new SecureRandom(),
            SecureRandom.getInstanceStrong(),
            new Random(),
            ThreadLocalRandom.current()
        };
    }
}
