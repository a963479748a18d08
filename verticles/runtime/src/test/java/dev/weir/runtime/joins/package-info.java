/** Joins of two streams, by windows and by intervals. */
@NullMarked
package dev.weir.runtime.joins;

import org.jspecify.annotations.NullMarked;
