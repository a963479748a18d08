/** Windows: how a stream is cut into pieces that end. */
@NullMarked
package dev.weir.api.windowing;

import org.jspecify.annotations.NullMarked;
