/** What timers cost on each state backend, without a job around them. */
@NullMarked
package dev.weir.benchmarks.timers;

import org.jspecify.annotations.NullMarked;
