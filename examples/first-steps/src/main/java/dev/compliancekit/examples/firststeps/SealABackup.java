package dev.compliancekit.examples.firststeps;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.key.TenantFiles;
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.crypto.stream.ChunkedAead;
import dev.compliancekit.crypto.stream.ChunkedFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;

/** crypto: a backup is sealed as a file by several workers, opened again, and read at one place. */
final class SealABackup {

    private SealABackup() {}

    static ByteBuffer run(
            TenantKeys keys, TenantId tenant, Path dump, Path sealed, Path restored, Executor executor, long offset)
            throws IOException {
        ByteBuffer part = ByteBuffer.allocate(4096);
        // readme: begin
        byte[] context = TenantFiles.context(tenant, "backup/2026-11-22/customers"); // bound, not stored
        ChunkedFiles.of(keys.files().newest(tenant)).withWorkers(4, executor).encrypt(dump, sealed, context);

        ChunkedAead key = keys.files().keyOf(tenant, sealed); // the one key that the file names
        ChunkedFiles.of(key).withWorkers(4, executor).decrypt(sealed, restored, context);
        try (SeekableByteChannel plaintext = key.decrypting(Files.newByteChannel(sealed), context)) {
            plaintext.position(offset).read(part); // only the chunks that it needs
        }
        // readme: end
        return part.flip();
    }
}
