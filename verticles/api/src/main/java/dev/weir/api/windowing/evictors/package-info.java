/** Which records of a window count. */
@NullMarked
package dev.weir.api.windowing.evictors;

import org.jspecify.annotations.NullMarked;
