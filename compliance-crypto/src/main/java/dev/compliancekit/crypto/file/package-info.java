/**
 * Keys on a disk, for one process: {@link dev.compliancekit.crypto.file.FileKeyService} holds the root key,
 * {@link dev.compliancekit.crypto.file.FileKeyStore} the keys of tenants and persons,
 * {@link dev.compliancekit.crypto.file.FileEpochStore} those of epochs.
 */
@NullMarked
package dev.compliancekit.crypto.file;

import org.jspecify.annotations.NullMarked;
