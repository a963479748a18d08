/** Whole jobs, run in this JVM, and held to what the engine promises. */
@NullMarked
package dev.weir.runtime.jobs;

import org.jspecify.annotations.NullMarked;
