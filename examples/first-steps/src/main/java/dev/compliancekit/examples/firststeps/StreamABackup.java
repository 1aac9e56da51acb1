package dev.compliancekit.examples.firststeps;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.key.TenantFiles;
import dev.compliancekit.crypto.key.TenantKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** crypto: a backup is sealed on its way, so that its plaintext is never on a disk. */
final class StreamABackup {

    private StreamABackup() {}

    static void run(TenantKeys keys, TenantId tenant, InputStream dump, Path sealed, OutputStream restored)
            throws IOException {
        // readme: begin
        String name = "backup/2026-11-22/customers";
        byte[] context = TenantFiles.context(tenant, name);
        try (InputStream source = keys.files().newest(tenant).encrypting(dump, context);
                OutputStream target = Files.newOutputStream(sealed)) {
            source.transferTo(target); // a dump that fails throws here, and ends in nothing that opens
        }
        try (InputStream plaintext = keys.files().decrypting(tenant, name, Files.newInputStream(sealed))) {
            plaintext.transferTo(restored);
        }
        // readme: end
    }
}
