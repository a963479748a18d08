/** The limit: the same work in plain Java, without an engine. */
@NullMarked
package dev.weir.benchmarks.limit;

import org.jspecify.annotations.NullMarked;
