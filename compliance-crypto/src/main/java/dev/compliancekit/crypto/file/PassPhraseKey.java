package dev.compliancekit.crypto.file;

import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Turns a pass phrase into a key: Argon2id version 1.3 (RFC 9106 section 3), no secret, no associated data. */
final class PassPhraseKey {

    static final int SALT_BYTES = 16;

    private static final int KIB = 1024;

    private PassPhraseKey() {}

    static SecretBytes derive(PassPhrase passPhrase, Argon2Cost cost, byte[] salt) {
        long most = Runtime.getRuntime().maxMemory() / KIB;
        if (cost.memoryKib() > most) {
            throw new KeyUnavailableException("the pass phrase takes " + cost.memoryKib()
                    + " KiB of memory to check; this Java runtime may use " + most + " KiB");
        }
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] text = passPhrase.toUtf8();
        byte[] key = new byte[LocalRootKey.KEY_BYTES];
        try {
            argon2.generateBytes(text, key);
            return SecretBytes.copyOf(key);
        } finally {
            Arrays.fill(text, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }
}
