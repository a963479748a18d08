/** Window operators: the generic one, and the one for aligned windows made of slices. */
@NullMarked
package dev.weir.runtime.windowing;

import org.jspecify.annotations.NullMarked;
