package dev.compliancekit.crypto.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are kept twice, under the same name in two places, each with a checksum and a revision. The good copy of
 * the higher revision counts, and replaces the other. One caller at a time.
 *
 * <p>A file that is to be overwritten with zeros keeps a name in {@code erasing} until that is done, so that whoever
 * opens the places next finishes it.
 */
final class TwoCopies {

    /** More than any file of a key store has. */
    static final int MAX_BYTES = 64 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(TwoCopies.class);

    private static final String ERASING = "erasing";

    private final List<Path> places;
    private final OwnedFiles files;

    TwoCopies(Path first, Path second, OwnedFiles files) {
        this.places = List.of(first, second);
        this.files = files;
    }

    /** What a file says. */
    interface Content {

        /** How often it was written. */
        long revision();
    }

    /** Reads a file. */
    interface Decoder<T extends Content> {

        /**
         * What the file says.
         *
         * @throws IllegalArgumentException if it is damaged
         */
        T decode(byte[] file);
    }

    /** Makes what is missing, and finishes what a process left that died. */
    void open() throws IOException {
        for (Path place : places) {
            files.createDirectory(place);
            files.createDirectory(place.resolve(ERASING));
        }
        finishErasing();
    }

    /**
     * What counts; both copies are good, and alike, when this returns.
     *
     * @return empty if there is no such file
     * @throws DamagedCopiesException if there is one, but neither copy is good, or both are and contradict each other
     */
    <T extends Content> Optional<T> read(String name, Decoder<T> decoder) throws IOException {
        Optional<byte[]> first = files.read(places.get(0).resolve(name), MAX_BYTES);
        Optional<byte[]> second = files.read(places.get(1).resolve(name), MAX_BYTES);
        if (first.isEmpty() && second.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> ofFirst = first.flatMap(file -> decode(file, decoder));
        if (ofFirst.isPresent() && second.isPresent() && Arrays.equals(first.orElseThrow(), second.orElseThrow())) {
            return ofFirst;
        }
        Optional<T> ofSecond = second.flatMap(file -> decode(file, decoder));
        int newer = Long.compare(revisionOf(ofFirst), revisionOf(ofSecond));
        if (newer == 0) {
            String wrong = ofFirst.isEmpty() ? " are damaged; restore " : " contradict each other; remove ";
            throw new DamagedCopiesException("both copies of " + name + wrong
                    + places.get(0).resolve(name) + " or " + places.get(1).resolve(name));
        }
        mend(newer > 0 ? 1 : 0, name, newer > 0 ? first.orElseThrow() : second.orElseThrow());
        return newer > 0 ? ofFirst : ofSecond;
    }

    private static <T extends Content> Optional<T> decode(byte[] file, Decoder<T> decoder) {
        try {
            return Optional.of(decoder.decode(file));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Revisions begin with 1. */
    private static long revisionOf(Optional<? extends Content> content) {
        return content.isEmpty() ? 0 : content.get().revision();
    }

    private void mend(int bad, String name, byte[] content) throws IOException {
        Path place = places.get(bad);
        LOG.warn("{} was missing, damaged or old and is restored from the other copy", place.resolve(name));
        try {
            createParent(place, name);
            replaceKeeping(place, name, content);
            finishErasing();
        } catch (IOException e) {
            // a full disk must not keep anybody from reading; but what is read must not be lost by a power cut
            LOG.warn("{} cannot be restored", place.resolve(name), e);
            files.syncNameOf(places.get(1 - bad).resolve(name));
        }
    }

    /** Writes both copies. */
    void replace(String name, byte[] content) throws IOException {
        for (Path place : places) {
            createParent(place, name);
            files.replace(place.resolve(name), content);
        }
    }

    /** Writes both copies, and overwrites with zeros what they were before. */
    void replaceErasing(String name, byte[] content) throws IOException {
        for (Path place : places) {
            createParent(place, name);
            replaceKeeping(place, name, content);
        }
        finishErasing();
    }

    /** Overwrites both copies with zeros, and removes them. */
    void erase(String name) throws IOException {
        for (Path place : places) {
            files.erase(place.resolve(name));
        }
    }

    private void replaceKeeping(Path place, String name, byte[] content) throws IOException {
        Path aside = place.resolve(ERASING).resolve(name.replace('/', '_'));
        finishErasing(place, aside);
        files.replaceKeeping(place.resolve(name), content, aside);
    }

    private void finishErasing() throws IOException {
        for (Path place : places) {
            for (String left : namesIn(place.resolve(ERASING))) {
                finishErasing(place, place.resolve(ERASING).resolve(left));
            }
        }
    }

    private void finishErasing(Path place, Path aside) throws IOException {
        Path file = place.resolve(aside.getFileName().toString().replace('_', '/'));
        if (!OwnedFiles.isThere(aside)) {
            return;
        }
        if (OwnedFiles.isThere(file) && Files.isSameFile(file, aside)) {
            // the process died before the new file had the name: the old one still counts
            files.unlink(aside);
        } else {
            files.erase(aside);
        }
    }

    private void createParent(Path place, String name) throws IOException {
        Path parent = place;
        String[] parts = name.split("/", -1);
        for (String part : Arrays.asList(parts).subList(0, parts.length - 1)) {
            parent = parent.resolve(part);
            files.createDirectory(parent);
        }
    }

    /** Whether the second place has a directory; it is made after the first has all that is written with it. */
    boolean hasSecond(String directory) throws IOException {
        return OwnedFiles.isThere(places.get(1).resolve(directory));
    }

    /** Whether either place has a file. */
    boolean has(String name) throws IOException {
        return OwnedFiles.isThere(places.get(0).resolve(name))
                || OwnedFiles.isThere(places.get(1).resolve(name));
    }

    /** The directory in both places. */
    List<Path> directories(String name) {
        return places.stream().map(place -> place.resolve(name)).toList();
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
    }
}
