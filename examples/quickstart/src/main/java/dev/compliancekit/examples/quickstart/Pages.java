package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.promise.Attestations;
import dev.compliancekit.core.promise.SecurityPage;
import dev.compliancekit.pages.AttestationReader;
import dev.compliancekit.pages.SecurityPageReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The three pages and the sample attestations of {@code examples/pages}, from the class path. */
record Pages(List<SecurityPage> pages, Attestations attestations) {

    private static final List<String> NAMES = List.of("justuno.yaml", "joomag.yaml", "jomablue.yaml");
    private static final String ATTESTATIONS = "attestations.yaml";

    Pages {
        pages = List.copyOf(pages);
    }

    static Pages load() throws IOException {
        List<SecurityPage> pages = new ArrayList<>();
        for (String name : NAMES) {
            pages.add(SecurityPageReader.parse(name, text(name)));
        }
        return new Pages(pages, Attestations.of(AttestationReader.parse(ATTESTATIONS, text(ATTESTATIONS))));
    }

    /** Puts a copy of what was assessed beside the evidence. */
    static void copyTo(Path folder) throws IOException {
        Files.createDirectory(folder);
        for (String name : NAMES) {
            Files.writeString(folder.resolve(name), text(name));
        }
        Files.writeString(folder.resolve(ATTESTATIONS), text(ATTESTATIONS));
    }

    private static String text(String name) throws IOException {
        try (InputStream in = Pages.class.getResourceAsStream("/pages/" + name)) {
            if (in == null) {
                throw new FileNotFoundException("page " + name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
