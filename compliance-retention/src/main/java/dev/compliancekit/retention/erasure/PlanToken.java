package dev.compliancekit.retention.erasure;

import dev.compliancekit.retention.ErasureOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The content of a plan as a hash, every part length-prefixed so that no two plans give the same bytes. */
final class PlanToken {

    private final MessageDigest sha256;

    private PlanToken(MessageDigest sha256) {
        this.sha256 = sha256;
    }

    static String of(ErasurePlan plan) {
        try {
            PlanToken token = new PlanToken(MessageDigest.getInstance("SHA-256"));
            token.add(plan);
            return HexFormat.of().formatHex(token.sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no SHA-256, which every Java platform must have", e);
        }
    }

    private void add(ErasurePlan plan) {
        text("erasure-plan-1");
        text(plan.policyVersion());
        number(plan.steps().size());
        for (ErasurePlan.Step step : plan.steps()) {
            ErasureOrder order = step.order();
            text(order.id());
            text(order.scope().tenant().value());
            text(order.scope().toString());
            text(order.stores().toString());
            text(order.authority());
            text(order.requestedAt().toString());
            text(order.executeFrom().toString());
            text(order.due().toString());
            number(step.stores().size());
            step.stores().forEach(this::add);
        }
        number(plan.stores().size());
        for (ErasurePlan.StoreShare store : plan.stores()) {
            text(store.target());
            text(store.kind().name());
            text(store.recordClasses().toString());
            number(store.records());
        }
    }

    private void add(TargetResult result) {
        text(result.target());
        if (result instanceof TargetResult.Answered answered) {
            text(answered.readBack().toString());
        } else if (result instanceof TargetResult.Held held) {
            text("held " + held.reason());
        }
    }

    private void number(long number) {
        text(Long.toString(number));
    }

    private void text(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha256.update(bytes);
    }
}
