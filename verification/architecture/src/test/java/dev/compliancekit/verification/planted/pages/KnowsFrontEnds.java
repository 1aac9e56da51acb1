package dev.compliancekit.verification.planted.pages;

import dev.compliancekit.verification.planted.benchmarks.Benchmarks;
import dev.compliancekit.verification.planted.examples.Quickstart;
import dev.compliancekit.verification.planted.starter.Starter;
import dev.compliancekit.verification.planted.verification.Verification;

/** Knows what nothing may import. */
interface KnowsFrontEnds {

    Starter starter();

    Quickstart quickstart();

    Verification verification();

    Benchmarks benchmarks();
}
