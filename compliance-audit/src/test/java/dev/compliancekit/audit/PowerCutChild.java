package dev.compliancekit.audit;

import dev.compliancekit.core.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * A process that opens a log, appends and submits to it with checkpoints between, and closes it. It says what it found,
 * what was acknowledged and at which level, and which checkpoints it was given; a line is said by one call.
 */
final class PowerCutChild {

    static final String DURABLE = "durable";
    static final String CHECKPOINTED = "checkpointed";
    static final String CHECKPOINT = "checkpoint";
    static final String END = "end";

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId ZOO = new TenantId("zoo");
    private static final int ROUNDS = 60;

    private PowerCutChild() {}

    public static void main(String[] arguments) {
        Path temp = Path.of(arguments[0]);
        LogKey key = LogKey.load(temp.resolve("log.key"));
        List<CompletableFuture<Void>> submitted = new ArrayList<>();
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
        try (AuditLog log = AuditLog.builder(temp.resolve("disk/log"), key, () -> TestLog.START)
                .checkpointEvery(20)
                .executor(executor, Duration.ofDays(1))
                .open()) {
            log.entries().readAll(entry -> say(DURABLE, entry.index(), entry.leafHash()));
            for (int i = 0; i < ROUNDS; i++) {
                Acknowledgement level = i % 3 == 1 ? Acknowledgement.DURABLE : Acknowledgement.CHECKPOINTED;
                if (i % 3 == 0) {
                    log.appendAll(TestLog.events(ACME, 1 + i % 2))
                            .forEach(receipt -> say(DURABLE, receipt.index(), receipt.leafHash()));
                } else {
                    submitted.add(log.submit(TestLog.event(ZOO, i))
                            .reaching(level)
                            .thenAccept(receipt -> say(
                                    level == Acknowledgement.DURABLE ? DURABLE : CHECKPOINTED,
                                    receipt.index(),
                                    receipt.leafHash())));
                }
                if (i % 25 == 24) {
                    say(
                            CHECKPOINT,
                            Base64.getEncoder()
                                    .encodeToString(log.checkpoint().text().getBytes(StandardCharsets.UTF_8)));
                }
            }
        } finally {
            executor.shutdown();
        }
        submitted.forEach(CompletableFuture::join);
        say(END);
    }

    private static void say(Object... words) {
        StringBuilder line = new StringBuilder();
        for (Object word : words) {
            line.append(word).append(' ');
        }
        line.setCharAt(line.length() - 1, '\n');
        synchronized (System.out) {
            System.out.print(line);
            System.out.flush();
        }
    }
}
