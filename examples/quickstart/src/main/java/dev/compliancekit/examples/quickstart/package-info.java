/**
 * The main job on real data: {@link dev.compliancekit.examples.quickstart.Quickstart} loads the FoodMart data set into
 * a small application, keeps its promises, and shows how each of them stands. Start reading at {@code Job}.
 */
@NullMarked
package dev.compliancekit.examples.quickstart;

import org.jspecify.annotations.NullMarked;
