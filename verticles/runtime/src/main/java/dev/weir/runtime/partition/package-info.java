/** Outputs that choose a channel for each record: one small class per way of partitioning. */
@NullMarked
package dev.weir.runtime.partition;

import org.jspecify.annotations.NullMarked;
