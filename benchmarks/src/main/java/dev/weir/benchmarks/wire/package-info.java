/** Throughput between two JVMs: channels of Weir beside a bare socket. */
@NullMarked
package dev.weir.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
