package dev.compliancekit.verification.planted.core;

import com.google.common.planted.Guava;

/** Uses a library outside its home. */
interface CoreUsesGuava {

    Guava<String> used();
}
