package dev.compliancekit.crypto.key;

import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.KeyServiceProvider;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Finds key services by name, for applications that are configured by text. Others build theirs by hand.
 *
 * <p><em>Thread-safe.</em>
 */
public final class KeyServices {

    private KeyServices() {}

    /**
     * Opens a key service of one of the kinds on the class path or module path.
     *
     * @param name the kind, for example {@code file}
     * @param settings what that kind asks for, by name
     * @param random where keys and nonces come from, if the service makes any in this process
     * @return the service, to be closed by the caller
     * @throws IllegalArgumentException if no kind has that name, two have it, or a setting is unknown, missing or not
     *     accepted
     * @throws KeyUnavailableException if the service cannot be reached
     */
    public static KeyService open(String name, Map<String, String> settings, SecureRandom random) {
        return open(name, settings, random, ServiceLoader.load(KeyServiceProvider.class));
    }

    static KeyService open(
            String name, Map<String, String> settings, SecureRandom random, Iterable<KeyServiceProvider> providers) {
        List<String> names = new ArrayList<>();
        List<KeyServiceProvider> found = new ArrayList<>();
        for (KeyServiceProvider provider : providers) {
            names.add(provider.name());
            if (provider.name().equals(name)) {
                found.add(provider);
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no key service of that name; accepted are " + names);
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException("two key services have the name " + name + ": "
                    + found.get(0).getClass().getName() + " and "
                    + found.get(1).getClass().getName() + "; remove one of them");
        }
        return found.get(0).create(Map.copyOf(settings), random);
    }
}
