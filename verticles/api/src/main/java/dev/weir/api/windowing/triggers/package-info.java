/** When a window gives its result. */
@NullMarked
package dev.weir.api.windowing.triggers;

import org.jspecify.annotations.NullMarked;
