/** Values that a job adds up while it runs, and returns with its result. */
@NullMarked
package dev.weir.api.accumulators;

import org.jspecify.annotations.NullMarked;
