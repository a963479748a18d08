/**
 * What a node tells of itself and of its jobs, for Prometheus. Meters read counters that are kept
 * anyway; nothing is done here per record.
 */
@NullMarked
package dev.weir.runtime.metrics;

import org.jspecify.annotations.NullMarked;
