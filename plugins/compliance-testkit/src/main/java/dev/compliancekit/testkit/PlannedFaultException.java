package dev.compliancekit.testkit;

import dev.compliancekit.core.ComplianceException;

/** The failure that a {@link FaultPlan} asked for. */
public final class PlannedFaultException extends ComplianceException {

    private static final long serialVersionUID = 1L;

    /** Says that it was planned, so that nobody looks for a cause. */
    public PlannedFaultException() {
        super("this call fails because the test's FaultPlan says so");
    }
}
