package dev.compliancekit.audit.witness;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.audit.spi.WitnessUnavailableException;
import dev.compliancekit.audit.tlog.WitnessKey;
import dev.compliancekit.audit.tlog.WitnessSigningKey;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.Provider;
import java.util.function.Function;

/**
 * The key of a witness in a file that only its owner can read: the vkey line and the private key line.
 *
 * <p><em>Thread-safe.</em>
 */
public final class WitnessKeyFile {

    private static final int MAX_BYTES = 4096;

    private WitnessKeyFile() {}

    /**
     * Writes a key into a new file, in one step: either the whole file is there afterwards, or none.
     *
     * @param file where to; must not exist
     * @param key the key
     * @throws IllegalStateException if the file exists; a key is never overwritten
     * @throws WitnessUnavailableException if it cannot be written
     */
    public static void create(Path file, WitnessSigningKey key) {
        String content = key.witnessKey() + "\n" + key.secretLine() + "\n";
        try {
            DurableFiles.createSecret(file, content.getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            throw new IllegalStateException("key file of the witness exists already; a key is never overwritten", e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new WitnessUnavailableException("key file of the witness cannot be created", e);
        }
    }

    /**
     * Reads a key file, with what this Java has.
     *
     * @param file as {@link #create} wrote it
     * @return the key
     * @throws IllegalArgumentException if it is not a key file, or others than its owner can use it
     * @throws IllegalStateException if the key is for ML-DSA-44 and this Java does not have it
     * @throws WitnessUnavailableException if it is missing or cannot be read
     */
    public static WitnessSigningKey load(Path file) {
        return load(file, WitnessKey::parse);
    }

    /**
     * Reads a key file, with a provider, which is not registered anywhere.
     *
     * @param file as {@link #create} wrote it
     * @param provider has the key's algorithm
     * @return the key
     * @throws IllegalArgumentException if it is not a key file, or others than its owner can use it
     * @throws IllegalStateException if the provider does not have the key's algorithm
     * @throws WitnessUnavailableException if it is missing or cannot be read
     */
    public static WitnessSigningKey load(Path file, Provider provider) {
        return load(file, vkey -> WitnessKey.parse(vkey, provider));
    }

    private static WitnessSigningKey load(Path file, Function<String, WitnessKey> parser) {
        try {
            if (!DurableFiles.isOwnerOnly(file)) {
                throw new IllegalArgumentException("key file of the witness can be used by others than its owner; "
                        + "accepted are the permissions rw------- or less");
            }
            try (InputStream in = new FileInputStream(file.toFile())) {
                String content = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
                String[] lines = content.split("\n", -1);
                if (lines.length != 3 || !lines[2].isEmpty()) {
                    throw new IllegalArgumentException("key file of the witness is malformed; accepted are two lines: "
                            + "the vkey line and the private key line");
                }
                return WitnessSigningKey.parse(lines[1], parser.apply(lines[0]));
            }
        } catch (IOException e) {
            throw new WitnessUnavailableException("key file of the witness cannot be read", e);
        }
    }
}
