package dev.compliancekit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules on sources and texts: each on the tree, and each on a planted fault. */
class SourcesTest {

    @Test
    void nothingIsLeftUndone() {
        assertThat(in(Tree.textFiles(), SourceRules::leftUndone)).isEmpty();
    }

    @Test
    void findsWhatIsLeftUndone() {
        assertThat(SourceRules.leftUndone("A.java", "int a;\n// TO" + "DO: the rest"))
                .containsExactly("A.java:2 TO" + "DO is left undone");
        assertThat(SourceRules.leftUndone("A.java", "todo, METHOD, XXXL")).isEmpty();
    }

    @Test
    void nothingNamesAPlaceOfOneMachine() {
        assertThat(in(Tree.textFiles(), SourceRules::placesOfOneMachine)).isEmpty();
    }

    @Test
    void findsPlacesOfOneMachine() {
        String paths =
                "see /wo" + "rk/x\n<dir>/ro" + "ot/.m2</dir>\n\"/ho" + "me/ann\"\nhttps://repo.ma" + "ven.example/";

        assertThat(SourceRules.placesOfOneMachine("a.md", paths)).hasSize(4);
        assertThat(SourceRules.placesOfOneMachine("a.md", "https://example.com/home/x and src/work/x and ../root/x"))
                .isEmpty();
    }

    @Test
    void noSourceNamesItsAuthor() {
        assertThat(in(Tree.textFiles(), SourceRules::authors)).isEmpty();
    }

    @Test
    void findsAnAuthor() {
        assertThat(SourceRules.authors("A.java", "/** @auth" + "or ann */")).hasSize(1);
    }

    @Test
    void noPublishedSourceIsTooLong() {
        assertThat(in(Tree.publishedSources(), SourceRules::tooLong)).isEmpty();
    }

    @Test
    void findsASourceThatIsTooLong() {
        assertThat(SourceRules.tooLong("A.java", "\n".repeat(SourceRules.MAX_LINES + 1)))
                .containsExactly("A.java has 301 lines; accepted are 300");
        assertThat(SourceRules.tooLong("A.java", "\n".repeat(SourceRules.MAX_LINES)))
                .isEmpty();
    }

    @Test
    void everyPublicTypeSaysWhetherThreadsMayShareIt() {
        assertThat(in(Tree.publishedSources(), SourceRules::silentOnThreads)).isEmpty();
    }

    @Test
    void findsAPublicTypeThatIsSilentOnThreads() {
        assertThat(SourceRules.silentOnThreads("A.java", "/** A. */\npublic final class A {}"))
                .hasSize(1);
        assertThat(Stream.of(
                                "/** <em>Immutable.</em> */\npublic record A() {}",
                                "/** Not thread-safe. */\npublic interface A {}",
                                "@Immutable\npublic record A() {}",
                                "/** A. */\npublic enum A {}",
                                "/** A. */\npublic final class AException {}",
                                "/** A. */\nfinal class A {}")
                        .flatMap(text -> SourceRules.silentOnThreads("A.java", text).stream()))
                .isEmpty();
    }

    @Test
    void noPackageIsTooLargeOrWithoutAPage() {
        assertThat(SourceRules.packageFaults(
                        Tree.publishedSources(), source -> SourceRules.isPublicType(Tree.read(source))))
                .isEmpty();
    }

    @Test
    void findsPackagesThatAreTooLargeOrWithoutAPage() {
        Path folder = Path.of("core");
        List<Path> types = IntStream.rangeClosed(0, SourceRules.MAX_TYPES)
                .mapToObj(i -> folder.resolve("T" + i + ".java"))
                .toList();
        List<Path> withPage = Stream.concat(types.stream(), Stream.of(folder.resolve("package-info.java")))
                .toList();

        assertThat(SourceRules.packageFaults(types, type -> true)).containsExactly("core has no package-info.java");
        assertThat(SourceRules.packageFaults(withPage, type -> true))
                .containsExactly("core has 26 public types; accepted are 25");
        assertThat(SourceRules.packageFaults(withPage, type -> !type.endsWith("T0.java")))
                .isEmpty();
    }

    private static List<String> in(List<Path> files, BiFunction<String, String, List<String>> rule) {
        Path root = Tree.root();
        return files.stream()
                .flatMap(file -> rule.apply(root.relativize(file).toString(), Tree.read(file)).stream())
                .toList();
    }
}
