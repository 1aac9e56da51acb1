package dev.compliancekit.crypto.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The code points that Unicode 13.0 assigns, the version that JDK 17 has. What a later version assigns is left as it is
 * by every normalization, so that an index does not depend on the JDK: for the others the Unicode stability policies
 * promise that decomposition, case folding and decimal value never change.
 */
final class AssignedCodePoints {

    /** In turn the first code point of a range and the first after it, ascending. */
    private static final int[] BOUNDS = read();

    private AssignedCodePoints() {}

    static boolean contains(int codePoint) {
        int found = Arrays.binarySearch(BOUNDS, codePoint);
        // How many bounds are at or below it: odd inside a range.
        int bounds = found >= 0 ? found + 1 : -found - 1;
        return bounds % 2 == 1;
    }

    private static int[] read() {
        try (InputStream in = AssignedCodePoints.class.getResourceAsStream("unicode-13.0-assigned.txt");
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.US_ASCII))) {
            List<String> ranges =
                    lines.lines().filter(line -> !line.startsWith("#")).toList();
            int[] bounds = new int[2 * ranges.size()];
            for (int i = 0; i < ranges.size(); i++) {
                List<String> range = List.of(ranges.get(i).split("-", -1));
                bounds[2 * i] = Integer.parseInt(range.get(0), 16);
                bounds[2 * i + 1] = Integer.parseInt(range.get(range.size() - 1), 16) + 1;
            }
            return bounds;
        } catch (IOException e) {
            throw new UncheckedIOException("the table of code points cannot be read", e);
        }
    }
}
