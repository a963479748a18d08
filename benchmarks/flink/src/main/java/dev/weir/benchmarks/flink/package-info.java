/** The workloads on Flink. */
@NullMarked
package dev.weir.benchmarks.flink;

import org.jspecify.annotations.NullMarked;
