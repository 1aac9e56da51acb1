package dev.compliancekit.core.promise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Asks the controls of one report. */
final class Assessor {

    private final ControlSource controls;
    private final Attestations attestations;
    private final Instant asOf;
    private final List<FailedControl> failures = new ArrayList<>();

    Assessor(ControlSource controls, Attestations attestations, Instant asOf) {
        this.controls = controls;
        this.attestations = attestations;
        this.asOf = asOf;
    }

    List<FailedControl> failures() {
        return failures;
    }

    AssessedPage assess(SecurityPage page) {
        List<AssessedPromise> promises = page.promises().stream()
                .filter(promise -> promise.kind() != PromiseKind.STATEMENT)
                .map(promise -> new AssessedPromise(promise, assess(promise)))
                .toList();
        return new AssessedPage(page, promises);
    }

    private Assessment assess(Promise promise) {
        List<Assessment> parts = new ArrayList<>();
        if (!promise.control().equals(Promise.ATTESTATION)) {
            parts.add(ask(promise, controls::controlFor, "no control named " + promise.control() + " is connected"));
        }
        if (promise.kind() != PromiseKind.BY_CODE) {
            parts.add(ask(promise, attestations::controlFor, "nobody has attested to it"));
        }
        return Assessment.combine(parts);
    }

    // Whatever a control throws, the other promises still have to be answered, and this one is not kept by it.
    private Assessment ask(Promise promise, Function<Promise, Optional<Control>> source, String missing) {
        try {
            return source.apply(promise)
                    .map(control -> answer(control))
                    .orElseGet(() -> Assessment.of(Standing.UNPROVEN, missing));
        } catch (Exception e) {
            failures.add(new FailedControl(promise, e));
            return Assessment.of(
                    Standing.UNPROVEN, "control failed: " + e.getClass().getName());
        }
    }

    private Assessment answer(Control control) {
        Assessment answer = control.assess(asOf);
        if (answer == null) {
            throw new IllegalStateException("control answered null; accepted is an assessment");
        }
        return answer;
    }
}
