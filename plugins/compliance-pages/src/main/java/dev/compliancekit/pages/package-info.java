/**
 * Security pages as YAML files, and the evidence report as one HTML file.
 *
 * <p>Start with {@link dev.compliancekit.pages.SecurityPageReader}, which reads the promises of a page, and
 * {@link dev.compliancekit.pages.EvidenceReport}, which writes how they stand. The file formats are in
 * {@code docs/formats/security-page.md}.
 */
@NullMarked
package dev.compliancekit.pages;

import org.jspecify.annotations.NullMarked;
