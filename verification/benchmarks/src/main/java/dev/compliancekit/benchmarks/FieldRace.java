package dev.compliancekit.benchmarks;

import com.google.crypto.tink.Aead;
import dev.compliancekit.benchmarks.Peers.Sealing;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.NonceMode;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/**
 * The goals for fields as ratios of one run: {@code docs/benchmarks.md}, "Fields". Arguments choose scenarios and the
 * number of rounds, for example {@code encrypt decrypt 200}; none means all.
 */
public final class FieldRace {

    private static final byte[] ASSOCIATED_DATA = random(32);

    private final int rounds;

    private FieldRace(int rounds) {
        this.rounds = rounds;
    }

    /**
     * Runs the scenarios.
     *
     * @param arguments names of scenarios, and a number of rounds
     * @throws Exception if a contender fails
     */
    public static void main(String[] arguments) throws Exception {
        List<String> names = Arrays.asList(arguments);
        int rounds = names.stream()
                .filter(name -> name.matches("[0-9]+"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(300);
        boolean all = names.stream().allMatch(name -> name.matches("[0-9]+"));
        FieldRace race = new FieldRace(rounds);
        System.out.printf(
                "Java %s, %s, load %.1f%n",
                Runtime.version(),
                System.getProperty("os.arch"),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage());
        for (int size : new int[] {64, 1024, 16384}) {
            if (all || names.contains("encrypt")) {
                race.encrypt(size);
            }
            if (all || names.contains("decrypt")) {
                race.decrypt(size);
            }
        }
        for (int size : new int[] {64, 1024}) {
            if (all || names.contains("sessions")) {
                race.everyRecordAnotherSession(size);
            }
            if (all || names.contains("sdk")) {
                race.encryptionSdk(size);
            }
        }
        if (all || names.contains("tenants")) {
            race.tenants(64);
        }
        if (all || names.contains("threads")) {
            VirtualThreadRace.run();
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(size).nextBytes(bytes);
        return bytes;
    }

    private void encrypt(int size) throws Exception {
        byte[] plaintext = random(size);
        byte[] out = new byte[size + 64];
        dev.compliancekit.crypto.Aead ours = Peers.ours();
        dev.compliancekit.crypto.Aead strict =
                Peers.oursBuilder().nonces(NonceMode.STRICT).build();
        dev.compliancekit.crypto.Aead plain =
                Peers.oursBuilder().algorithm(KeyAlgorithm.AES_256_GCM).build();
        RawGcm raw = new RawGcm(random(32));
        Aead tink = Peers.tinkGcm();
        Aead tinkXaes = Peers.tinkXaes();
        BytesEncryptor spring = Peers.springGcm();
        Race race = new Race("encrypt " + size + " B")
                .with("JDK limit", () -> raw.encrypt(plaintext, ASSOCIATED_DATA, out))
                .with("ours, caller's array", () -> ours.encrypt(plaintext, ASSOCIATED_DATA, out, 0))
                .with("ours", () -> ours.encrypt(plaintext, ASSOCIATED_DATA).length)
                .with("ours, strict", () -> strict.encrypt(plaintext, ASSOCIATED_DATA).length)
                .with("ours, AES-256-GCM", () -> plain.encrypt(plaintext, ASSOCIATED_DATA).length)
                .with("Tink AES256_GCM", () -> tink.encrypt(plaintext, ASSOCIATED_DATA).length)
                .with("Tink XAES", () -> tinkXaes.encrypt(plaintext, ASSOCIATED_DATA).length)
                .with("Spring GCM", () -> spring.encrypt(plaintext).length)
                .run(rounds);
        race.ratio("0.98 / 0.95", "ours, caller's array", "JDK limit");
        race.ratio(size == 64 ? "2.5 / 2.7" : "2.0 / 2.2", "ours", "Tink AES256_GCM");
        race.ratio("2.2 / 2.5 at 1 KiB", "ours, caller's array", "Tink AES256_GCM");
        race.ratio(size == 64 ? "6 / 4.3" : "4 / 3.4", "ours", "Tink XAES");
        race.ratio("what is within reach here", "JDK limit", "Tink AES256_GCM");
        race.ratio("2.1 to 2.35 at 64 B", "ours, strict", "Tink XAES");
        race.ratio("1.4 / 1.6 at 1 KiB", "ours", "Spring GCM");
    }

    private void decrypt(int size) throws Exception {
        byte[] plaintext = random(size);
        byte[] out = new byte[size + 64];
        dev.compliancekit.crypto.Aead ours = Peers.ours();
        byte[] ourSealed = ours.encrypt(plaintext, ASSOCIATED_DATA);
        RawGcm raw = new RawGcm(random(32));
        byte[] rawSealed = new byte[size + RawGcm.OVERHEAD_BYTES];
        raw.encrypt(plaintext, ASSOCIATED_DATA, rawSealed);
        Aead tink = Peers.tinkGcm();
        byte[] tinkSealed = tink.encrypt(plaintext, ASSOCIATED_DATA);
        Aead tinkXaes = Peers.tinkXaes();
        byte[] tinkXaesSealed = tinkXaes.encrypt(plaintext, ASSOCIATED_DATA);
        Race race = new Race("decrypt " + size + " B, records of one session")
                .with("JDK limit", () -> raw.decrypt(rawSealed, ASSOCIATED_DATA, out))
                .with("ours, caller's array", () -> ours.decrypt(ourSealed, ASSOCIATED_DATA, out, 0))
                .with("ours", () -> ours.decrypt(ourSealed, ASSOCIATED_DATA).length)
                .with("Tink AES256_GCM", () -> tink.decrypt(tinkSealed, ASSOCIATED_DATA).length)
                .with("Tink XAES", () -> tinkXaes.decrypt(tinkXaesSealed, ASSOCIATED_DATA).length)
                .run(rounds);
        race.ratio("0.98 / 0.95", "ours, caller's array", "JDK limit");
        race.ratio("0.95 / 0.97", "ours", "Tink AES256_GCM");
        race.ratio("1.15 / 1.15 at 1 KiB", "ours, caller's array", "Tink AES256_GCM");
    }

    private void everyRecordAnotherSession(int size) throws Exception {
        int records = 4096;
        byte[] plaintext = random(size);
        dev.compliancekit.crypto.Aead ours =
                Peers.oursBuilder().nonces(NonceMode.STRICT).build();
        Aead tink = Peers.tinkXaes();
        RawGcm raw = new RawGcm(random(32));
        byte[] out = new byte[size + 64];
        SecretKeySpec[] rawKeys = new SecretKeySpec[records];
        byte[][] rawSealed = new byte[records][];
        byte[][] ourSealed = new byte[records][];
        byte[][] tinkSealed = new byte[records][];
        for (int i = 0; i < records; i++) {
            ourSealed[i] = ours.encrypt(plaintext, ASSOCIATED_DATA);
            tinkSealed[i] = tink.encrypt(plaintext, ASSOCIATED_DATA);
            byte[] key = random(32);
            key[0] = (byte) i;
            key[1] = (byte) (i >> 8);
            rawKeys[i] = new SecretKeySpec(key, "AES");
            rawSealed[i] = new byte[size + RawGcm.OVERHEAD_BYTES];
            new RawGcm(key).encrypt(plaintext, ASSOCIATED_DATA, rawSealed[i]);
        }
        int[] next = new int[3];
        Race race = new Race("decrypt " + size + " B, every record of another session")
                .with("JDK limit, new key", () -> {
                    int at = next[2]++ % records;
                    return raw.decrypt(rawKeys[at], rawSealed[at], ASSOCIATED_DATA, out);
                })
                .with("ours", () -> ours.decrypt(ourSealed[next[0]++ % records], ASSOCIATED_DATA).length)
                .with("Tink XAES", () -> tink.decrypt(tinkSealed[next[1]++ % records], ASSOCIATED_DATA).length)
                .run(rounds);
        race.ratio("1.7 / 1.5", "ours", "Tink XAES");
        race.ratio("none", "ours", "JDK limit, new key");
    }

    private void tenants(int count) throws Exception {
        byte[] plaintext = random(1024);
        dev.compliancekit.crypto.Aead[] ours = new dev.compliancekit.crypto.Aead[count];
        Aead[] tink = new Aead[count];
        byte[][] ourSealed = new byte[count][];
        byte[][] tinkSealed = new byte[count][];
        for (int i = 0; i < count; i++) {
            ours[i] = Peers.ours();
            tink[i] = Peers.tinkGcm();
            ourSealed[i] = ours[i].encrypt(plaintext, ASSOCIATED_DATA);
            tinkSealed[i] = tink[i].encrypt(plaintext, ASSOCIATED_DATA);
        }
        int[] next = new int[4];
        Race race = new Race(count + " tenants in turn, 1 KiB")
                .with("ours, encrypt", () -> ours[next[0]++ % count].encrypt(plaintext, ASSOCIATED_DATA).length)
                .with("Tink, encrypt", () -> tink[next[1]++ % count].encrypt(plaintext, ASSOCIATED_DATA).length)
                .with("ours, decrypt", () -> {
                    int at = next[2]++ % count;
                    return ours[at].decrypt(ourSealed[at], ASSOCIATED_DATA).length;
                })
                .with("Tink, decrypt", () -> {
                    int at = next[3]++ % count;
                    return tink[at].decrypt(tinkSealed[at], ASSOCIATED_DATA).length;
                })
                .run(rounds);
        race.ratio("3 / 2.5", "ours, encrypt", "Tink, encrypt");
        race.ratio("1.8 / 1.3", "ours, decrypt", "Tink, decrypt");
    }

    private void encryptionSdk(int size) throws Exception {
        byte[] plaintext = random(size);
        dev.compliancekit.crypto.Aead ours = Peers.ours();
        byte[] ourSealed = ours.encrypt(plaintext, ASSOCIATED_DATA);
        Sealing sdk = Peers.encryptionSdk();
        byte[] sdkSealed = sdk.encrypt(plaintext, ASSOCIATED_DATA);
        Race race = new Race(size + " B against the AWS Encryption SDK with cached data keys")
                .with("ours, encrypt", () -> ours.encrypt(plaintext, ASSOCIATED_DATA).length)
                .with("SDK, encrypt", () -> sdk.encrypt(plaintext, ASSOCIATED_DATA).length)
                .with("ours, decrypt", () -> ours.decrypt(ourSealed, ASSOCIATED_DATA).length)
                .with("SDK, decrypt", () -> sdk.decrypt(sdkSealed, ASSOCIATED_DATA).length)
                .run(rounds / 3 + 1);
        race.ratio(size == 64 ? "40 / 35" : "25 / 25", "ours, encrypt", "SDK, encrypt");
        race.ratio("none", "ours, decrypt", "SDK, decrypt");
    }
}
