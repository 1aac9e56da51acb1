package dev.compliancekit.crypto.internal;

import dev.compliancekit.crypto.key.FileKeyService;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.KeyServiceProvider;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;

/**
 * The root key in a file; its one setting is {@code path}. The file must be there: see {@link FileKeyService#create}.
 *
 * <p><em>Thread-safe.</em>
 */
public final class FileKeyServiceProvider implements KeyServiceProvider {

    private static final String PATH = "path";

    /** For the service loader. */
    public FileKeyServiceProvider() {}

    @Override
    public String name() {
        return "file";
    }

    @Override
    public KeyService create(Map<String, String> settings, SecureRandom random) {
        String path = settings.get(PATH);
        if (path == null || settings.size() > 1) {
            throw new IllegalArgumentException(
                    "settings of key service file are not accepted; accepted is exactly one, path");
        }
        try {
            return FileKeyService.open(Path.of(path), random);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("setting path of key service file is no path", e);
        }
    }
}
