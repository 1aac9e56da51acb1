package dev.compliancekit.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that one run fills. A second run replaces what an earlier one left, which it knows by a marker file; it
 * never touches a folder that holds anything else.
 *
 * @param root the folder
 */
record WorkFolder(Path root) {

    private static final String MARKER = ".compliancekit-quickstart";
    private static final String MARKED = "Made by the ComplianceKit quickstart; its next run deletes this folder.\n";

    /**
     * A fresh, empty folder.
     *
     * @throws IllegalArgumentException if something is there that no earlier run made
     */
    static WorkFolder create(Path root) throws IOException {
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            if (!isEmptyFolder(root) && !isMarked(root)) {
                throw new IllegalArgumentException("output folder " + root
                        + " holds something that no earlier run of the quickstart made; accepted are a new or empty"
                        + " folder and one of an earlier run");
            }
            deleteBelow(root);
        }
        Files.createDirectories(root);
        Files.writeString(root.resolve(MARKER), MARKED);
        WorkFolder folder = new WorkFolder(root);
        for (Path inner : List.of(folder.application(), folder.backups(), folder.exports(), folder.scratch())) {
            Files.createDirectories(inner);
        }
        return folder;
    }

    private static boolean isEmptyFolder(Path root) throws IOException {
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.findAny().isEmpty();
        }
    }

    private static boolean isMarked(Path root) throws IOException {
        Path marker = root.resolve(MARKER);
        return Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)
                && Files.size(marker) == MARKED.length()
                && Files.readString(marker).equals(MARKED);
    }

    /** Links are deleted, not followed. */
    private static void deleteBelow(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** The application's own data: the database file. */
    Path application() {
        return root.resolve("application");
    }

    Path database() {
        return application().resolve("foodmart.sqlite");
    }

    Path log() {
        return root.resolve("log");
    }

    Path keys() {
        return root.resolve("keys");
    }

    /** The log's signing key and the root key: outside every backup set. */
    Path secrets() {
        return root.resolve("secrets");
    }

    Path ledger() {
        return root.resolve("ledger");
    }

    Path backups() {
        return root.resolve("backups");
    }

    /** What is handed to owners and auditors. */
    Path exports() {
        return root.resolve("exports");
    }

    /** The pages that were assessed. */
    Path pages() {
        return root.resolve("pages");
    }

    /** For experiments in front of the user. */
    Path scratch() {
        return root.resolve("scratch");
    }

    Path report() {
        return root.resolve("report.html");
    }
}
