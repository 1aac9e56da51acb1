package dev.compliancekit.crypto.internal;

import dev.compliancekit.crypto.file.PassPhrase;
import dev.compliancekit.crypto.file.Pkcs12KeyService;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.KeyServiceProvider;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/**
 * The root key in a PKCS#12 key store. Its settings are {@code path}, {@code alias}, and {@code passwordFile}, a file
 * that only its owner may read. The key must be there: see {@link Pkcs12KeyService}.
 *
 * <p><em>Thread-safe.</em>
 */
public final class Pkcs12KeyServiceProvider implements KeyServiceProvider {

    private static final String PATH = "path";
    private static final String ALIAS = "alias";
    private static final String PASSWORD_FILE = "passwordFile";

    /** For the service loader. */
    public Pkcs12KeyServiceProvider() {}

    @Override
    public String name() {
        return "pkcs12";
    }

    @Override
    public KeyService create(Map<String, String> values, SecureRandom random) {
        Settings settings = new Settings(name(), values, List.of(PATH, ALIAS, PASSWORD_FILE));
        String alias = settings.text(ALIAS);
        try (PassPhrase password = PassPhrase.read(settings.path(PASSWORD_FILE))) {
            return Pkcs12KeyService.open(settings.path(PATH), alias, password, random);
        }
    }
}
