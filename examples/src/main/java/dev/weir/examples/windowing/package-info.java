/** Records in windows: by count, by session, by what has changed. */
@NullMarked
package dev.weir.examples.windowing;

import org.jspecify.annotations.NullMarked;
