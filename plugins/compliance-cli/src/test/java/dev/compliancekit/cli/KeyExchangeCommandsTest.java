package dev.compliancekit.cli;

import static dev.compliancekit.cli.Cli.NOW;
import static dev.compliancekit.cli.Cli.run;
import static dev.compliancekit.cli.Cli.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.compliancekit.cli.Cli.Result;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.AssociatedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keys export} and {@code keys import}, with Tink at the other end. */
class KeyExchangeCommandsTest {

    private static final String[] PLACE = {"--tenant", "acme", "--context", "class=customer", "record=7", "field=email"
    };
    private static final byte[] ASSOCIATED_DATA = AssociatedData.encode(new FieldPath(
            new TenantId("acme"), SubjectId.ACCOUNT, new RecordClass("customer"), new RecordId("7"), "email", 1));
    private static final String[] ORDER = {"--tenant", "acme", "--actor", "staff:ann", "--reason", "moving out"};

    @TempDir
    private Path dir;

    private String store;

    @BeforeEach
    void makeStore() throws GeneralSecurityException {
        AeadConfig.register();
        store = dir.resolve("keys").toString();
        run("", "keys", "init", store);
    }

    private static KeysetHandle handle(String json) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    }

    private static Aead tink(String json) throws GeneralSecurityException {
        return handle(json).getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    @Test
    void tinkOpensWhatTheExportedKeysSealed() throws GeneralSecurityException {
        byte[] old = run("old", with(PLACE, "seal", store)).bytes().toByteArray();
        run("", "keys", "rotate", store, "--tenant", "acme");
        byte[] sealed = run("new", with(PLACE, "seal", store)).bytes().toByteArray();

        Result exported = run("", with(ORDER, "keys", "export", store));
        assertThat(exported.code()).as(exported.err()).isZero();
        assertThat(exported.err()).contains("shredding them here does not reach it there");
        Aead aead = tink(exported.out());
        assertThat(new String(aead.decrypt(old, ASSOCIATED_DATA), StandardCharsets.UTF_8))
                .isEqualTo("old");
        assertThat(new String(aead.decrypt(sealed, ASSOCIATED_DATA), StandardCharsets.UTF_8))
                .isEqualTo("new");
        byte[] tinks = aead.encrypt("tink's".getBytes(StandardCharsets.UTF_8), ASSOCIATED_DATA);
        assertThat(run(tinks, with(PLACE, "open", store)).out()).isEqualTo("tink's");
    }

    @Test
    void theLogTellsOfAnExport() {
        run("x", with(PLACE, "seal", store));
        run("", with(ORDER, "keys", "export", store));
        assertThat(run("", "log", "export", store + ".log", "--tenant", "acme").out())
                .contains("key-exported", "moving out", "ann");
    }

    @Test
    void aKeysetInAFileIsForItsOwnerOnly() throws IOException, GeneralSecurityException {
        byte[] sealed = run("x", with(PLACE, "seal", store)).bytes().toByteArray();
        Path file = dir.resolve("keyset.json");
        Result exported = run("", with(ORDER, "keys", "export", store, "--out", file.toString()));
        assertThat(exported.code()).isZero();
        assertThat(exported.out())
                .contains("\"primary\":", "\"keyIds\":[", "keyset.json")
                .doesNotContain("keyData");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(tink(Files.readString(file)).decrypt(sealed, ASSOCIATED_DATA))
                .isEqualTo(new byte[] {'x'});

        String before = Files.readString(file);
        Result again = run("", with(ORDER, "keys", "export", store, "--out", file.toString()));
        assertThat(again.code()).isEqualTo(ExitCode.USAGE);
        assertThat(again.err()).contains("exists already");
        assertThat(file).hasContent(before);
    }

    @Test
    void aTerminalIsNotShownASecret() {
        run("x", with(PLACE, "seal", store));
        Result shown = run(
                new byte[0],
                InstantSource.fixed(NOW),
                Set.of(Console.Stream.OUT),
                with(ORDER, "keys", "export", store));
        assertThat(shown.code()).isEqualTo(ExitCode.USAGE);
        assertThat(shown.out()).isEmpty();
        assertThat(shown.err()).contains("say --out FILE");
        assertThat(run("", "log", "export", store + ".log", "--tenant", "acme").out())
                .doesNotContain("key-exported");
    }

    @Test
    void whatCannotBeExportedLeavesNothingBehind() {
        Path file = dir.resolve("keyset.json");
        String[] toFile = with(ORDER, "keys", "export", store, "--out", file.toString());
        assertThat(run("", toFile).code()).as("no key yet").isEqualTo(ExitCode.USAGE);
        assertThat(file).doesNotExist();

        run("x", with(PLACE, "seal", store));
        Result files = run("", with(toFile, "keys", "export", "--purpose", "files"));
        assertThat(files.code()).isEqualTo(ExitCode.USAGE);
        run("", with(ORDER, "keys", "shred", store));
        Result destroyed = run("", toFile);
        assertThat(destroyed.code()).isEqualTo(ExitCode.FINDING);
        assertThat(destroyed.err()).contains("was destroyed");
        assertThat(file).doesNotExist();
    }

    @Test
    void keysForFilesHaveNoCounterpartInTink() {
        Result refused = run("", with(ORDER, "keys", "export", store, "--purpose", "files"));
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("Tink has no keys for files");
    }

    @Test
    void anImportedKeysetOpensAndSealsFromThenOn() throws GeneralSecurityException {
        KeysetHandle handle = KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build();
        String json = TinkJsonProtoKeysetFormat.serializeKeyset(
                handle, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
        byte[] sealed = tink(json).encrypt("from Tink".getBytes(StandardCharsets.UTF_8), ASSOCIATED_DATA);

        Result imported = run(json, with(ORDER, "keys", "import", store));
        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(imported.out()).contains("\"purpose\":\"fields\"", "\"primary\":");
        assertThat(run(sealed, with(PLACE, "open", store)).out()).isEqualTo("from Tink");
        byte[] ours = run("ours", with(PLACE, "seal", store)).bytes().toByteArray();
        assertThat(new String(tink(json).decrypt(ours, ASSOCIATED_DATA), StandardCharsets.UTF_8))
                .isEqualTo("ours");
        assertThat(run(json, with(ORDER, "keys", "import", store)).code()).isZero();
        assertThat(run("", "keys", "list", store).out().lines()).hasSize(2);
    }

    @Test
    void whatIsNoKeysetIsUnreadableInput() throws IOException {
        Path file = Files.writeString(dir.resolve("not.json"), "{\"key\":[]}");
        Result refused = run("", with(ORDER, "keys", "import", store, "--in", file.toString()));
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(refused.err()).contains("keyset has no primary");
        assertThat(run(
                                "",
                                with(
                                        ORDER,
                                        "keys",
                                        "import",
                                        store,
                                        "--in",
                                        dir.resolve("no").toString()))
                        .code())
                .isEqualTo(ExitCode.USAGE);
    }
}
