/** The windows themselves. */
@NullMarked
package dev.weir.api.windowing.windows;

import org.jspecify.annotations.NullMarked;
