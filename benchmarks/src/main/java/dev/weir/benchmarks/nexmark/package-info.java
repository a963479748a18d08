/** The events of the Nexmark benchmark, and what its queries make of single ones. */
@NullMarked
package dev.weir.benchmarks.nexmark;

import org.jspecify.annotations.NullMarked;
