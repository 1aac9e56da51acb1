package dev.compliancekit.retention.store;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.retention.Custodian;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.internal.SmallFile;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.ReadBack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Files under a root folder, one file or folder below it for each scope. Deletes names and forces the folders to the
 * device; the bytes stay on the device until it writes over them (on solid-state disks, copy-on-write file systems and
 * snapshots perhaps long after), which is what sealing files and shredding their key is for.
 *
 * <p>Symbolic links are deleted as links and never followed; a link on the way from the root to a scope is refused.
 * Whoever may replace folders under the root by links while an erasure runs is trusted. <em>Thread-safe.</em>
 */
public final class FolderTarget implements ErasureTarget {

    private final TargetTraits traits;
    private final Path root;
    private final Function<Scope, Path> paths;

    private FolderTarget(TargetTraits traits, Path root, Function<Scope, Path> paths) {
        this.traits = Objects.requireNonNull(traits, "traits");
        this.root = root;
        this.paths = Objects.requireNonNull(paths, "paths");
    }

    /**
     * A folder with a folder for each tenant, named by its code, and in it one for each subject, named by its id.
     *
     * @param traits what the target says of itself
     * @param root an existing folder
     * @return the target
     * @throws UncheckedIOException if the root does not exist
     */
    public static FolderTarget perTenant(TargetTraits traits, Path root) {
        return of(traits, root, FolderTarget::perTenantPath);
    }

    private static Path perTenantPath(Scope scope) {
        Path tenant = Path.of(scope.tenant().value());
        return scope instanceof Scope.OneSubject one
                ? tenant.resolve(one.subject().value())
                : tenant;
    }

    /**
     * A folder laid out as the application says.
     *
     * @param traits what the target says of itself
     * @param root an existing folder
     * @param paths the path relative to the root of the one file or folder that holds all of a scope and nothing else
     * @return the target
     * @throws UncheckedIOException if the root does not exist
     */
    public static FolderTarget of(TargetTraits traits, Path root, Function<Scope, Path> paths) {
        try {
            return new FolderTarget(traits, root.toRealPath(), paths);
        } catch (IOException e) {
            throw new UncheckedIOException("root folder could not be found; accepted is an existing folder", e);
        }
    }

    @Override
    public String name() {
        return traits.name();
    }

    @Override
    public StoreKind kind() {
        return traits.kind();
    }

    @Override
    public Set<RecordClass> recordClasses() {
        return traits.recordClasses();
    }

    @Override
    public Set<Custodian> custodians() {
        return traits.custodians();
    }

    @Override
    public Set<String> after() {
        return traits.after();
    }

    /**
     * Where a scope lies. One path for one scope, below the root, without links on the way: what a path function gives
     * is not believed.
     */
    private Path placeOf(ErasureOrder order) throws IOException {
        Path relative = paths.apply(order.scope());
        Path place = root.resolve(relative).normalize();
        if (relative.isAbsolute() || place.equals(root) || !place.startsWith(root)) {
            throw new IOException("path of the scope is not below the root");
        }
        Files.readAttributes(root, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS); // the root must be there
        Path step = root;
        for (Path name : root.relativize(place)) {
            if (!step.equals(root) && Files.isSymbolicLink(step)) {
                throw new IOException("a symbolic link lies between the root and the scope");
            }
            step = step.resolve(name);
        }
        return place;
    }

    @Override
    public ErasedPiece erase(ErasurePiece piece) {
        try {
            Path place = placeOf(piece.order());
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                SmallFile.forceFolder(nearestFolder(place));
                return ErasedPiece.last(0);
            }
            List<Path> files = filesIn(place, piece.maxRecords() + 1L);
            boolean more = files.size() > piece.maxRecords();
            List<Path> chosen = more ? files.subList(0, piece.maxRecords()) : files;
            piece.holds().requireUnheld();
            delete(chosen);
            if (more) {
                return ErasedPiece.withMoreLeft(chosen.size());
            }
            deleteEmptyFolders(place);
            return ErasedPiece.last(Math.max(1, chosen.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("files could not be erased", e);
        }
    }

    private static void delete(List<Path> files) throws IOException {
        @Nullable Path folder = null;
        for (Path file : files) {
            if (folder != null && !folder.equals(file.getParent())) {
                SmallFile.forceFolder(folder.resolve("."));
            }
            Files.deleteIfExists(file);
            folder = file.getParent();
        }
        if (folder != null) {
            SmallFile.forceFolder(folder.resolve("."));
        }
    }

    private static void deleteEmptyFolders(Path place) throws IOException {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(place, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
        SmallFile.forceFolder(place);
    }

    /** A path in the nearest folder that is there, whose names a run that was broken off may have left unforced. */
    private Path nearestFolder(Path place) {
        Path parent = place.getParent();
        while (parent != null && !Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS) && !parent.equals(root)) {
            parent = parent.getParent();
        }
        return Objects.requireNonNullElse(parent, root).resolve(".");
    }

    /** The files and links below a place, itself if it is one; at most so many. */
    private static List<Path> filesIn(Path place, long most) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(place, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return files.size() < most ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }
        });
        return files;
    }

    /** Empty folders that were left count as one, since their names may tell something. */
    @Override
    public ReadBack readBack(ErasureOrder order) {
        try {
            Path place = placeOf(order);
            return Files.exists(place, LinkOption.NOFOLLOW_LINKS)
                    ? new ReadBack.Present(Math.max(1, countIn(place)))
                    : new ReadBack.Absent();
        } catch (IOException e) {
            return new ReadBack.Unreachable("the folder could not be read");
        }
    }

    @Override
    public ReadBack holdings() {
        try {
            long files = countIn(root);
            return files == 0 ? new ReadBack.Absent() : new ReadBack.Present(files);
        } catch (IOException e) {
            return new ReadBack.Unreachable("the folder could not be read");
        }
    }

    private static long countIn(Path place) throws IOException {
        long[] files = {0};
        Files.walkFileTree(place, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files[0]++;
                return FileVisitResult.CONTINUE;
            }
        });
        return files[0];
    }
}
