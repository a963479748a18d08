/** What an engine implements so that {@code execute} finds it. */
@NullMarked
package dev.weir.api.spi;

import org.jspecify.annotations.NullMarked;
