package dev.compliancekit.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.crypto.file.FileKeyService;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.KeyServiceProvider;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyServicesTest {

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();

    private final class Fixed implements KeyServiceProvider {

        private final String name;

        Fixed(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public KeyService create(Map<String, String> settings, SecureRandom random) {
            return FileKeyService.createUnprotected(folder.resolve(settings.getOrDefault("name", "none")), random);
        }
    }

    @Test
    void opensTheOneOfThatName() {
        List<KeyServiceProvider> providers = List.of(new Fixed("one"), new Fixed("two"));
        try (KeyService service = KeyServices.open("two", Map.of("name", "root.key"), random, providers)) {
            assertThat(folder.resolve("root.key")).exists();
            assertThat(service.rootKeyId()).hasSize(8);
        }
    }

    @Test
    void saysWhichNamesThereAre() {
        List<KeyServiceProvider> providers = List.of(new Fixed("one"), new Fixed("two"));
        assertThatThrownBy(() -> KeyServices.open("three", Map.of(), random, providers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no key service of that name; accepted are [one, two]");
        assertThatThrownBy(() -> KeyServices.open("nowhere", Map.of(), random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no key service of that name; accepted are [")
                .hasMessageContainingAll("file", "pkcs11", "pkcs12");
    }

    @Test
    void refusesTwoOfOneName() {
        List<KeyServiceProvider> providers = List.of(new Fixed("one"), new Fixed("one"));
        assertThatThrownBy(() -> KeyServices.open("one", Map.of(), random, providers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Fixed.class.getName() + " and " + Fixed.class.getName());
    }
}
