package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.TenantId;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that opens a log, appends 60 events with checkpoints between, and closes it, whatever fails on the way; it
 * says what was acknowledged. The last line says that it came to its end.
 */
final class FaultChild {

    static final int EVENTS = 60;
    static final String END = "end";

    private static final TenantId ACME = new TenantId("acme");
    private static final int TRIES = 3;

    private FaultChild() {}

    public static void main(String[] arguments) {
        Path temp = Path.of(arguments[0]);
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                write(temp.resolve("log"), LogKey.load(temp.resolve("log.key")));
                break;
            } catch (AuditStoreException | LogTamperedException e) {
                System.out.println("refused " + e.getMessage());
            }
        }
        System.out.println(END);
    }

    private static void write(Path directory, LogKey key) {
        try (AuditLog log = AuditLog.builder(directory, key, () -> TestLog.START)
                .checkpointEvery(20)
                .open()) {
            for (int i = 0; i < EVENTS; i++) {
                try {
                    say(log.appendAll(TestLog.events(ACME, 1 + i % 2)));
                } catch (AuditStoreException e) {
                    System.out.println("failed " + e.getMessage());
                }
            }
        }
    }

    private static void say(List<AuditReceipt> receipts) {
        StringBuilder lines = new StringBuilder();
        for (AuditReceipt receipt : receipts) {
            lines.append(receipt.index()).append(' ').append(receipt.leafHash()).append(" ok\n");
        }
        System.out.print(lines);
        System.out.flush();
    }
}
