/** The deterministic simulator. */
@NullMarked
package dev.weir.testing.simulation;

import org.jspecify.annotations.NullMarked;
