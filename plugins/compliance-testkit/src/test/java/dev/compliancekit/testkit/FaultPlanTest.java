package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    @Test
    void noneNeverFails() {
        assertThat(failingCalls(FaultPlan.none())).isEmpty();
    }

    @Test
    void onCallFailsThatCallOnly() {
        assertThat(failingCalls(FaultPlan.onCall(3))).containsExactly(3);
    }

    @Test
    void fromCallFailsThatCallAndAllAfterIt() {
        assertThat(failingCalls(FaultPlan.fromCall(4))).containsExactly(4, 5);
    }

    @Test
    void failedCallsAreCountedToo() {
        FaultPlan plan = FaultPlan.onCall(1);

        failingCalls(plan);

        assertThat(plan.calls()).isEqualTo(5);
    }

    @Test
    void failsWithTheGivenException() {
        FaultPlan plan = FaultPlan.onCall(1).with(() -> new IllegalStateException("disk is full"));

        assertThatIllegalStateException().isThrownBy(plan::call).withMessage("disk is full");
    }

    @Test
    void aPlanMadeFromAnotherCountsByItself() {
        FaultPlan plan = FaultPlan.onCall(2);
        plan.call();

        plan.with(PlannedFaultException::new).call();

        assertThat(plan.calls()).isEqualTo(1);
    }

    @Test
    void callsAreNumberedFromOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultPlan.onCall(0))
                .withMessageContaining("1 for the first call");
        assertThatIllegalArgumentException().isThrownBy(() -> FaultPlan.fromCall(0));
    }

    private static List<Integer> failingCalls(FaultPlan plan) {
        List<Integer> failing = new ArrayList<>();
        for (int call = 1; call <= 5; call++) {
            try {
                plan.call();
            } catch (PlannedFaultException e) {
                failing.add(call);
            }
        }
        return failing;
    }
}
