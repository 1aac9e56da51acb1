/**
 * How long erased data stay readable in backups: {@link dev.compliancekit.retention.backup.BackupResidence} is the
 * arithmetic, {@link dev.compliancekit.retention.backup.BackupResidenceControl} the control over it.
 */
@NullMarked
package dev.compliancekit.retention.backup;

import org.jspecify.annotations.NullMarked;
