package dev.compliancekit.verification.planted.testkit;

import dev.compliancekit.verification.planted.pages.Pages;

/** Knows what it must not know. */
interface TestkitKnowsPages {

    Pages known();
}
