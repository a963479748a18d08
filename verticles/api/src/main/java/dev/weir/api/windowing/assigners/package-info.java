/** Which windows a record belongs to. */
@NullMarked
package dev.weir.api.windowing.assigners;

import org.jspecify.annotations.NullMarked;
