/**
 * Runs one operator of one subtask, with a real state backend, a clock set by hand, and restores.
 */
@NullMarked
package dev.weir.runtime.harness;

import org.jspecify.annotations.NullMarked;
