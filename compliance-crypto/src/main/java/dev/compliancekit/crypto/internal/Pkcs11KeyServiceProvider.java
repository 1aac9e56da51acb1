package dev.compliancekit.crypto.internal;

import dev.compliancekit.crypto.file.PassPhrase;
import dev.compliancekit.crypto.pkcs11.Pkcs11KeyService;
import dev.compliancekit.crypto.pkcs11.Pkcs11Token;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.KeyServiceProvider;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/**
 * The root key in a PKCS #11 token. Its settings are {@code library}, an absolute path, {@code slot}, a decimal number,
 * {@code label}, and {@code pinFile}, a file that only its owner may read. The key must be there: see
 * {@link Pkcs11KeyService}.
 *
 * <p><em>Thread-safe.</em>
 */
public final class Pkcs11KeyServiceProvider implements KeyServiceProvider {

    private static final String LIBRARY = "library";
    private static final String SLOT = "slot";
    private static final String LABEL = "label";
    private static final String PIN_FILE = "pinFile";

    /** For the service loader. */
    public Pkcs11KeyServiceProvider() {}

    @Override
    public String name() {
        return "pkcs11";
    }

    @Override
    public KeyService create(Map<String, String> values, SecureRandom random) {
        Settings settings = new Settings(name(), values, List.of(LIBRARY, SLOT, LABEL, PIN_FILE));
        Pkcs11Token token = new Pkcs11Token(settings.path(LIBRARY), slot(settings));
        String label = settings.text(LABEL);
        try (PassPhrase pin = PassPhrase.read(settings.path(PIN_FILE))) {
            return Pkcs11KeyService.open(token, label, pin, random);
        }
    }

    private static int slot(Settings settings) {
        try {
            return Integer.parseInt(settings.text(SLOT));
        } catch (NumberFormatException e) {
            throw settings.refused(SLOT, "is not accepted; accepted is a decimal number");
        }
    }
}
