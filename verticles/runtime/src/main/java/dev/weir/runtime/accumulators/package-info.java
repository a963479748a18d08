/** What functions add up, on its way to the result of the job. */
@NullMarked
package dev.weir.runtime.accumulators;

import org.jspecify.annotations.NullMarked;
