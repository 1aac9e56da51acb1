package dev.compliancekit.verification.planted.pages;

import java.util.logging.Logger;

/** Uses a library outside its home. */
interface UsesJavaLogging {

    Logger used();
}
