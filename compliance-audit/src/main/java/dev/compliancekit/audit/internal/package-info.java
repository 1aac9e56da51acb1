/** Files of logs and witnesses, for the packages of this module only. */
package dev.compliancekit.audit.internal;
