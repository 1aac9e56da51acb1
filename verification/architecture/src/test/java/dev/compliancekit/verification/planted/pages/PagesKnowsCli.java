package dev.compliancekit.verification.planted.pages;

import dev.compliancekit.verification.planted.cli.Cli;

/** Knows what it must not know. */
interface PagesKnowsCli {

    Cli known();
}
