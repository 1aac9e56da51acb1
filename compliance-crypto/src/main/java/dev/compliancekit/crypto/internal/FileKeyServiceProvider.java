package dev.compliancekit.crypto.internal;

import dev.compliancekit.crypto.file.FileKeyService;
import dev.compliancekit.crypto.file.PassPhrase;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.KeyServiceProvider;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/**
 * The root key in a file. Its settings are {@code path} and either {@code passPhraseFile}, a file that only its owner
 * may read, or {@code unprotected}, which must be {@code yes}. The root key must be there: see {@link FileKeyService}.
 *
 * <p><em>Thread-safe.</em>
 */
public final class FileKeyServiceProvider implements KeyServiceProvider {

    private static final String PATH = "path";
    private static final String PASS_PHRASE_FILE = "passPhraseFile";
    private static final String UNPROTECTED = "unprotected";

    /** For the service loader. */
    public FileKeyServiceProvider() {}

    @Override
    public String name() {
        return "file";
    }

    @Override
    public KeyService create(Map<String, String> values, SecureRandom random) {
        Settings settings = new Settings(name(), values, List.of(PATH, PASS_PHRASE_FILE, UNPROTECTED));
        if (settings.has(PASS_PHRASE_FILE) == settings.has(UNPROTECTED)) {
            throw settings.refused(PASS_PHRASE_FILE, "must be there, or else unprotected=yes, and not both");
        }
        if (settings.has(UNPROTECTED)) {
            if (!settings.text(UNPROTECTED).equals("yes")) {
                throw settings.refused(UNPROTECTED, "is not accepted; accepted is yes");
            }
            return FileKeyService.openUnprotected(settings.path(PATH), random);
        }
        try (PassPhrase passPhrase = PassPhrase.read(settings.path(PASS_PHRASE_FILE))) {
            return FileKeyService.open(settings.path(PATH), passPhrase, random);
        }
    }
}
