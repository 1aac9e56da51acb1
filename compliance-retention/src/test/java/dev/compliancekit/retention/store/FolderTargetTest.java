package dev.compliancekit.retention.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.LegalHoldException;
import dev.compliancekit.retention.spi.ReadBack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTargetTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Scope ANN = Scope.of(new TenantId("acme"), new SubjectId("ann"));
    private static final TargetTraits TRAITS = TargetTraits.of("files", StoreKind.LIVE);

    @TempDir
    private Path temp;

    private Path root;
    private Path outside;

    @BeforeEach
    void fill() throws IOException {
        root = Files.createDirectories(temp.resolve("root"));
        outside = Files.createDirectories(temp.resolve("outside").resolve("ann"));
        Files.writeString(outside.resolve("kept"), "text");
    }

    private static ErasureOrder order(Scope scope) {
        return new ErasureOrder("order-1", scope, Set.of(StoreKind.LIVE), "page 1: asked", NOW, NOW, NOW);
    }

    private static ErasurePiece piece(Scope scope, int most) {
        return new ErasurePiece(order(scope), most, () -> {});
    }

    @Test
    void aLinkInsideIsDeletedAsALink() throws IOException {
        Path ann = Files.createDirectories(root.resolve("acme/ann"));
        Files.createSymbolicLink(ann.resolve("link"), outside);
        FolderTarget target = FolderTarget.perTenant(TRAITS, root);
        assertThat(target.readBack(order(ANN))).isEqualTo(new ReadBack.Present(1));

        assertThat(target.erase(piece(ANN, 10))).isEqualTo(ErasedPiece.last(1));

        assertThat(target.readBack(order(ANN))).isEqualTo(new ReadBack.Absent());
        assertThat(outside.resolve("kept")).exists();
    }

    @Test
    void aLinkOnTheWayIsRefusedAndIsNotAbsent() throws IOException {
        Files.createSymbolicLink(root.resolve("acme"), temp.resolve("outside"));
        FolderTarget target = FolderTarget.perTenant(TRAITS, root);

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> target.erase(piece(ANN, 10)));

        assertThat(target.readBack(order(ANN))).isInstanceOf(ReadBack.Unreachable.class);
        assertThat(outside.resolve("kept")).exists();
    }

    @Test
    void aPathOutsideTheRootIsRefused() {
        for (Path path : new Path[] {
            Path.of("../outside"), Path.of(""), Path.of("x/.."), outside.toAbsolutePath(), Path.of("a/../../outside")
        }) {
            FolderTarget target = FolderTarget.of(TRAITS, root, scope -> path);
            assertThatExceptionOfType(UncheckedIOException.class)
                    .as("path %s", path)
                    .isThrownBy(() -> target.erase(piece(ANN, 10)));
            assertThat(target.readBack(order(ANN))).isInstanceOf(ReadBack.Unreachable.class);
        }
        assertThat(outside.resolve("kept")).exists();
    }

    @Test
    void foldersGoWithTheirFilesAndEmptyOnesCountAsOne() throws IOException {
        Files.createDirectories(root.resolve("acme/ann/deep/deeper"));
        FolderTarget target = FolderTarget.perTenant(TRAITS, root);
        assertThat(target.readBack(order(ANN))).isEqualTo(new ReadBack.Present(1));
        assertThat(target.holdings()).isEqualTo(new ReadBack.Absent());

        assertThat(target.erase(piece(ANN, 1))).isEqualTo(ErasedPiece.last(1));

        assertThat(root.resolve("acme/ann")).doesNotExist();
        assertThat(root.resolve("acme")).exists();
    }

    @Test
    void anInterruptNeitherBreaksNorIsLost() throws IOException {
        Path ann = Files.createDirectories(root.resolve("acme/ann"));
        for (int i = 0; i < 5; i++) {
            Files.writeString(ann.resolve("file-" + i), "text");
        }
        FolderTarget target = FolderTarget.perTenant(TRAITS, root);
        Thread.currentThread().interrupt();
        try {
            assertThat(target.erase(piece(ANN, 3))).isEqualTo(ErasedPiece.withMoreLeft(3));
            assertThat(target.erase(piece(ANN, 3))).isEqualTo(ErasedPiece.last(2));
            assertThat(target.readBack(order(ANN))).isEqualTo(new ReadBack.Absent());
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aHoldKeepsAlsoEmptyFolders() throws IOException {
        Files.createDirectories(root.resolve("acme/ann"));
        FolderTarget target = FolderTarget.perTenant(TRAITS, root);
        ErasurePiece held = new ErasurePiece(order(ANN), 1, () -> {
            throw new LegalHoldException("legal hold case-1");
        });
        assertThatExceptionOfType(LegalHoldException.class).isThrownBy(() -> target.erase(held));
        assertThat(root.resolve("acme/ann")).exists();
    }
}
