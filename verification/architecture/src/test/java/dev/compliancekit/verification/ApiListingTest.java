package dev.compliancekit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiListingTest {

    @Test
    void listsEveryOpenMemberAndNoOther() {
        String sample = "ApiListingTest$Sample";

        assertThat(ApiListing.of(Sample.class))
                .containsExactly(
                        "sealed interface " + sample + "<T extends Comparable<T>> implements Runnable permits " + sample
                                + "$Only",
                        "    public abstract java.util.List<? extends T> all() throws java.io.IOException",
                        "    public default int one(T)",
                        "    public static " + sample + "<String> of(int[])",
                        "record " + sample + "$Only(int size) implements " + sample + "<String>",
                        "    public static String NAME",
                        "    public Only(int)",
                        "    public int size()",
                        "    public java.util.List<String> all()",
                        "    public void run()");
    }

    /** Something to list. */
    public sealed interface Sample<T extends Comparable<T>> extends Runnable permits Sample.Only {

        /** Open. */
        List<? extends T> all() throws IOException;

        /** Open. */
        default int one(T other) {
            return other.hashCode();
        }

        /** Open. */
        static Sample<String> of(int[] sizes) {
            return new Only(sizes.length);
        }

        /** Open. */
        record Only(int size) implements Sample<String> {

            /** Open. */
            public static final String NAME = hidden();

            @Override
            public List<String> all() {
                return List.of();
            }

            @Override
            public void run() {}

            private static String hidden() {
                return "name";
            }
        }
    }
}
