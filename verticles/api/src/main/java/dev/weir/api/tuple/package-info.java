/** Tuples of up to ten fields. */
@NullMarked
package dev.weir.api.tuple;

import org.jspecify.annotations.NullMarked;
