package dev.compliancekit.verification.planted.pages;

import dev.compliancekit.verification.planted.testkit.Testkit;

/** Knows what it must not know. */
interface MainKnowsTestkit {

    Testkit known();
}
