/** What all benchmark engines and the driver share: where a process begins. */
@NullMarked
package dev.weir.benchmarks;

import org.jspecify.annotations.NullMarked;
