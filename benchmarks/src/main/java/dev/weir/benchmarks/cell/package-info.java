/** One cell of the table: what is run, how it is measured, what its result must be. */
@NullMarked
package dev.weir.benchmarks.cell;

import org.jspecify.annotations.NullMarked;
