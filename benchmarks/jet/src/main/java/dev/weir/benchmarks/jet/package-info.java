/** The workloads on Hazelcast Jet. */
@NullMarked
package dev.weir.benchmarks.jet;

import org.jspecify.annotations.NullMarked;
