package dev.compliancekit.core;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads the corpora under {@code vectors}, whose README says how they are written. */
final class TenantCodes {

    private TenantCodes() {}

    record Hostile(String kind, String code) {}

    record Twins(String kind, String left, String right) {}

    static List<Hostile> hostile() {
        return rows("hostile-tenant-codes.tsv").stream()
                .map(row -> new Hostile(row[0], unescape(row[2]).repeat(Integer.parseInt(row[1]))))
                .toList();
    }

    static List<Twins> twins() {
        return rows("twin-tenant-codes.tsv").stream()
                .map(row -> new Twins(row[0], unescape(row[1]), unescape(row[2])))
                .toList();
    }

    private static List<String[]> rows(String file) {
        InputStream bytes = Objects.requireNonNull(TenantCodes.class.getResourceAsStream("vectors/" + file), file);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                plain.append((char) Integer.parseInt(text, i + 2, i + 6, 16));
                i += 5;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}
