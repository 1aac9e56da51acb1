package dev.compliancekit.examples.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Searches files for texts that must not be there, byte by byte and in the forms in which a text hides: UTF-8 as it is,
 * in upper and in lower case, UTF-16 in both byte orders, hexadecimal in both cases, percent-encoded, and Base64 at
 * each of its three alignments in both alphabets.
 */
final class ByteScan {

    private static final int KEY_BYTES = 4;
    private static final int CHUNK = 1 << 20;

    /** Enough slots that hardly any bytes which start no needle share one with a needle. */
    private static final int SLOT_BITS = 24;

    private final Map<Integer, List<Needle>> needles = new HashMap<>();
    private final BitSet keys = new BitSet(1 << SLOT_BITS);
    private int longest = KEY_BYTES;

    private static final class Needle {
        private final String text;
        private final byte[] bytes;

        Needle(String text, byte[] bytes) {
            this.text = text;
            this.bytes = bytes;
        }
    }

    /** A text that was found, and where. */
    record Hit(String text, Path file, long offset) {}

    /** What was found and how much was read. */
    record Result(List<Hit> hits, long files, long bytes) {

        Result {
            hits = List.copyOf(hits);
        }
    }

    /** A scan for the given texts, each of at least 6 characters so that a hit is no accident. */
    ByteScan(Collection<String> texts) {
        for (String text : texts) {
            if (text.length() < 6) {
                throw new IllegalArgumentException("text to scan for has fewer than 6 characters");
            }
            for (String form : forms(text)) {
                add(new Needle(text, form.getBytes(StandardCharsets.ISO_8859_1)));
            }
        }
    }

    private void add(Needle needle) {
        int key = key(needle.bytes, 0);
        keys.set(slot(key));
        needles.computeIfAbsent(key, unused -> new ArrayList<>()).add(needle);
        longest = Math.max(longest, needle.bytes.length);
    }

    /** Each form once, one character for a byte. */
    private static Set<String> forms(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Set<String> forms = new LinkedHashSet<>();
        for (String form : List.of(
                text,
                text.toUpperCase(Locale.ROOT),
                text.toLowerCase(Locale.ROOT),
                text.replace(" ", "%20"),
                text.replace(' ', '+'),
                HexFormat.of().formatHex(utf8),
                HexFormat.of().withUpperCase().formatHex(utf8))) {
            forms.add(bytesOf(form, StandardCharsets.UTF_8));
        }
        forms.add(bytesOf(text, StandardCharsets.UTF_16LE));
        forms.add(bytesOf(text, StandardCharsets.UTF_16BE));
        for (int before = 0; before < 3; before++) {
            forms.add(base64(Base64.getEncoder(), utf8, before));
            forms.add(base64(Base64.getUrlEncoder(), utf8, before));
        }
        return forms;
    }

    private static String bytesOf(String text, Charset charset) {
        return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
    }

    /**
     * The Base64 characters that depend on the text alone, when so many bytes stand before it in its group of three.
     */
    private static String base64(Base64.Encoder encoder, byte[] text, int before) {
        byte[] padded = new byte[before + text.length];
        System.arraycopy(text, 0, padded, before, text.length);
        String all = encoder.withoutPadding().encodeToString(padded);
        int from = before == 0 ? 0 : before + 1;
        return all.substring(from, padded.length * 8 / 6);
    }

    /** Every file below the folders. */
    Result scan(Collection<Path> folders) throws IOException {
        List<Hit> hits = new ArrayList<>();
        long files = 0;
        long bytes = 0;
        for (Path folder : folders) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                    bytes += scanFile(file, hits);
                    files++;
                }
            }
        }
        return new Result(hits, files, bytes);
    }

    private long scanFile(Path file, List<Hit> hits) throws IOException {
        byte[] window = new byte[CHUNK + longest];
        int kept = 0;
        long start = 0;
        try (InputStream in = Files.newInputStream(file)) {
            while (true) {
                int read = in.readNBytes(window, kept, CHUNK);
                int end = kept + read;
                boolean last = read < CHUNK;
                int stop = last ? end : end - longest;
                search(window, Math.max(stop, 0), end, (needle, at) -> hits.add(new Hit(needle.text, file, at)), start);
                if (last) {
                    return start + end;
                }
                kept = end - stop;
                System.arraycopy(window, stop, window, 0, kept);
                start += stop;
            }
        }
    }

    @FunctionalInterface
    private interface Found {
        void at(Needle needle, long offset);
    }

    private void search(byte[] window, int stop, int end, Found found, long start) {
        for (int at = 0; at < stop && at + KEY_BYTES <= end; at++) {
            int key = key(window, at);
            if (keys.get(slot(key))) {
                for (Needle needle : needles.getOrDefault(key, List.of())) {
                    if (startsWith(window, at, end, needle.bytes)) {
                        found.at(needle, start + at);
                    }
                }
            }
        }
    }

    private static boolean startsWith(byte[] window, int at, int end, byte[] needle) {
        if (at + needle.length > end) {
            return false;
        }
        for (int i = 0; i < needle.length; i++) {
            if (window[at + i] != needle[i]) {
                return false;
            }
        }
        return true;
    }

    private static int key(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 24)
                | ((bytes[at + 1] & 0xff) << 16)
                | ((bytes[at + 2] & 0xff) << 8)
                | (bytes[at + 3] & 0xff);
    }

    private static int slot(int key) {
        return (key * 0x9E3779B1) >>> (Integer.SIZE - SLOT_BITS);
    }
}
