package dev.compliancekit.crypto.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The root key under no pass phrase, and what both kinds have in common. */
class FileKeyServiceTest {

    private static final AssociatedData PLACE = AssociatedData.ofTexts("place");

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final SecretBytes key = SecretBytes.random(32, random);

    private Path file() {
        return folder.resolve("root.key");
    }

    private FileKeyService create() {
        return FileKeyService.createUnprotected(file(), random);
    }

    private FileKeyService open() {
        return FileKeyService.openUnprotected(file(), random);
    }

    @Test
    void unwrapsWhatItWrappedAlsoAfterReopening() {
        FileKeyService made = create();
        WrappedKey wrapped = made.wrap(key, PLACE);
        assertThat(wrapped.rootKeyId()).isEqualTo(made.rootKeyId()).matches("[0-9a-f]{8}");
        assertThat(made.unwrap(wrapped, PLACE)).isEqualTo(key);
        FileKeyService opened = open();
        assertThat(opened.rootKeyId()).isEqualTo(made.rootKeyId());
        assertThat(opened.unwrap(wrapped, PLACE)).isEqualTo(key);
        assertThat(opened.unwrap(made.wrap(key, PLACE), PLACE)).isEqualTo(key);
    }

    @Test
    void wrapsDifferentlyEachTime() {
        FileKeyService service = create();
        assertThat(service.wrap(key, PLACE)).isNotEqualTo(service.wrap(key, PLACE));
    }

    @Test
    void refusesWhatWasAlteredOrBelongsElsewhere() {
        FileKeyService service = create();
        WrappedKey wrapped = service.wrap(key, PLACE);
        byte[] bytes = wrapped.ciphertext().toByteArray();
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            WrappedKey altered = new WrappedKey(service.rootKeyId(), Bytes.copyOf(changed));
            assertThatThrownBy(() -> service.unwrap(altered, PLACE)).isInstanceOf(DecryptionException.class);
        }
        assertThatThrownBy(() -> service.unwrap(wrapped, AssociatedData.ofTexts("other")))
                .isInstanceOf(DecryptionException.class);
    }

    @Test
    void saysWhichRootKeyIsWanted() {
        WrappedKey wrapped = create().wrap(key, PLACE);
        FileKeyService other = FileKeyService.createUnprotected(folder.resolve("other.key"), random);
        assertThatThrownBy(() -> other.unwrap(wrapped, PLACE))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("is wrapped under root key " + wrapped.rootKeyId())
                .hasMessageContaining("holds root key " + other.rootKeyId());
    }

    @Test
    void neverOverwritesARootKey() throws IOException {
        create();
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(this::create)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exists already");
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        assertThat(FileTrees.filesIn(folder)).containsExactly(file());
    }

    @Test
    void onlyTheOwnerMayReadTheFile() throws IOException {
        create();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(Files.size(file())).isEqualTo(76);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw--w----", "rw----r--", "rw-----w-", "rw-rw-rw-", "rw---x---", "rw------x"})
    void refusesAFileThatOthersMayUse(String permissions) throws IOException {
        create();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(permissions));
        assertThatThrownBy(this::open)
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("is open to group or others");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--------"));
        open().close();
    }

    @Test
    void refusesEveryBitFlipPrefixAndExtension() throws IOException {
        create();
        byte[] good = Files.readAllBytes(file());
        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << (bit % 8));
            assertDamaged(bad);
        }
        for (int length = 0; length < good.length; length++) {
            assertDamaged(Arrays.copyOf(good, length));
        }
        assertDamaged(Arrays.copyOf(good, good.length + 1));
    }

    private void assertDamaged(byte[] content) throws IOException {
        Files.write(file(), content);
        assertThatThrownBy(this::open)
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("is damaged or is none");
    }

    @Test
    void saysThatTheFileIsMissingOrCannotBeWritten() {
        assertThatThrownBy(this::open)
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("is missing");
        assertThatThrownBy(() -> FileKeyService.createUnprotected(folder.resolve("no/such/root.key"), random))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void wrapsKeysOfUpTo1024Bytes() {
        FileKeyService service = create();
        SecretBytes longest = SecretBytes.random(1024, random);
        assertThat(service.unwrap(service.wrap(longest, PLACE), PLACE)).isEqualTo(longest);
        assertThatThrownBy(() -> service.wrap(SecretBytes.random(1025, random), PLACE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key has 1025 bytes; accepted are at most 1024");
    }

    @Test
    void refusesEveryCallOnceClosed() {
        FileKeyService service = create();
        WrappedKey wrapped = service.wrap(key, PLACE);
        service.close();
        service.close();
        assertThatThrownBy(() -> service.wrap(key, PLACE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> service.unwrap(wrapped, PLACE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void showsTheIdAndNotTheKey() throws IOException {
        FileKeyService service = create();
        String rootKey = HexFormat.of().formatHex(Files.readAllBytes(file()), 12, 44);
        assertThat(service).hasToString("FileKeyService[" + service.rootKeyId() + "]");
        assertThat(service.toString()).doesNotContain(rootKey);
    }

    @Test
    void aRootKeyIsMadeAsAWholeOrNotAtAll() throws IOException {
        for (int n = 1; ; n++) {
            Path file = folder.resolve("root-" + n + ".key");
            FailingDisk disk = new FailingDisk(n);
            try {
                FileKeyService.createUnprotected(file, random, disk);
            } catch (KeyUnavailableException e) {
                assertThat(disk.hasFailed()).isTrue();
            }
            if (Files.exists(file)) {
                FileKeyService.openUnprotected(file, random).close();
            } else {
                FileKeyService.createUnprotected(file, random).close();
            }
            if (!disk.hasFailed()) {
                assertThat(n).isEqualTo(5);
                assertThat(FileTrees.filesIn(folder))
                        .allMatch(path -> path.toString().endsWith(".key") || isOlder(path));
                return;
            }
        }
    }

    /** A draft that a run left which died before it could remove it. */
    private static boolean isOlder(Path path) {
        return path.toString().endsWith(".key.tmp");
    }

    @Test
    void theFileStartsWithItsName() throws IOException {
        create();
        assertThat(new String(Files.readAllBytes(file()), 0, 8, StandardCharsets.US_ASCII))
                .isEqualTo("ckroot1\n");
    }
}
