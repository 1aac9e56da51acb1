/**
 * Stores that can be erased as they are: {@link dev.compliancekit.retention.store.FolderTarget} for files,
 * {@link dev.compliancekit.retention.store.KeyTarget} for keys whose destruction makes sealed data unreadable.
 */
@NullMarked
package dev.compliancekit.retention.store;

import org.jspecify.annotations.NullMarked;
