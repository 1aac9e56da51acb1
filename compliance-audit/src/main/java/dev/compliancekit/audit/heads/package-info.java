/**
 * Where every tenant of a log stands, under one hash: {@link dev.compliancekit.audit.heads.HeadsTree} gives the root
 * that a log writes down, {@link dev.compliancekit.audit.heads.HeadsPath} shows one tenant's place below it without
 * showing the others.
 */
@NullMarked
package dev.compliancekit.audit.heads;

import org.jspecify.annotations.NullMarked;
