package dev.compliancekit.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

    @TempDir
    private Path temp;

    @Test
    void makesANewFolderWithTheFoldersItNeeds() throws IOException {
        WorkFolder folder = WorkFolder.create(temp.resolve("a").resolve("b"));
        assertThat(folder.application()).isDirectory();
        assertThat(folder.backups()).isDirectory();
    }

    @Test
    void replacesWhatAnEarlierRunLeft() throws IOException {
        WorkFolder first = WorkFolder.create(temp.resolve("out"));
        Files.writeString(first.database(), "old");
        WorkFolder second = WorkFolder.create(temp.resolve("out"));
        assertThat(second.database()).doesNotExist();
    }

    @Test
    void takesAnEmptyFolder() throws IOException {
        assertThat(WorkFolder.create(temp).application()).isDirectory();
    }

    @Test
    void refusesAFolderWithAForeignFileAndLeavesItAlone() throws IOException {
        Path foreign = Files.writeString(temp.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> WorkFolder.create(temp))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("accepted are a new or empty folder");
        assertThat(foreign).hasContent("years of work");
    }

    @Test
    void refusesAForeignFolderWithAMarkerOfAnotherContent() throws IOException {
        Files.writeString(temp.resolve(".compliancekit-quickstart"), "something else");
        assertThatThrownBy(() -> WorkFolder.create(temp)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAFileAndALinkToAFolder() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");
        assertThatThrownBy(() -> WorkFolder.create(file)).isInstanceOf(IllegalArgumentException.class);
        WorkFolder.create(temp.resolve("real"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("real"));
        assertThatThrownBy(() -> WorkFolder.create(link)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deletesALinkInsideAndNotWhatItPointsTo() throws IOException {
        Path kept =
                Files.writeString(Files.createDirectory(temp.resolve("other")).resolve("kept"), "x");
        WorkFolder first = WorkFolder.create(temp.resolve("out"));
        Files.createSymbolicLink(first.root().resolve("link"), temp.resolve("other"));
        WorkFolder.create(temp.resolve("out"));
        assertThat(kept).hasContent("x");
        assertThat(first.root().resolve("link")).doesNotExist();
    }
}
