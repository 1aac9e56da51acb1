package dev.compliancekit.benchmarks;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingKey;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;

/** One known key, so that a process can read what another has written. */
final class StreamKeys {

    private StreamKeys() {}

    @AccessesPartialKey
    static Key tinkKey(Parameters parameters) throws GeneralSecurityException {
        return AesGcmHkdfStreamingKey.create(
                (AesGcmHkdfStreamingParameters) parameters,
                SecretBytes.copyFrom(new byte[32], InsecureSecretKeyAccess.get()));
    }
}
