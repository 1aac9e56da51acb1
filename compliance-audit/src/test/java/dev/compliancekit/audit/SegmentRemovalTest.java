package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.core.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cuts the power while several segments are removed, at every call, with nothing left but what was synced. */
@Tag("process")
class SegmentRemovalTest {

    private static final int SEGMENTS = 4;

    @TempDir
    private Path temp;

    @Test
    void oneSegmentAtMostComesBackAfterItsSeal() throws Exception {
        Strace strace = Strace.required(temp);
        TracedDisk disk = new TracedDisk(Files.createDirectory(temp.resolve("disk")));
        strace.run(
                List.of("-xx", "-s", "100000", "-e", "trace=" + TracedDisk.CALLS), Child.class, temp.resolve("disk"));
        assertThat(strace.said()).isEmpty();
        int states = 0;
        long seals = 0;
        for (String line : strace.trace()) {
            if (disk.replay(line)) {
                Path left = temp.resolve("left" + states++);
                disk.leaveDurable(left);
                seals = SealsFile.extent(left).seals();
                for (long gone = 0; gone < seals - 1; gone++) {
                    assertThat(left.resolve(WriteAheadFolder.name(gone)))
                            .as("with %d seals", seals)
                            .doesNotExist();
                }
            }
        }
        assertThat(seals).isEqualTo(SEGMENTS);
    }

    /** Removes four segments in one go. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws IOException {
            Path directory = Path.of(arguments[0]);
            List<ClosedSegment> segments = LongStream.range(0, SEGMENTS)
                    .mapToObj(number -> new ClosedSegment(number, number, Bytes.copyOf(new byte[FrameKeys.SIZE])))
                    .toList();
            for (ClosedSegment segment : segments) {
                DurableFiles.replace(
                        directory.resolve(WriteAheadFolder.name(segment.number())), new byte[SegmentHeader.BYTES]);
            }
            ClosedSegment.removeAll(directory, segments);
        }
    }
}
