/** A function that waits for somebody else. */
@NullMarked
package dev.weir.examples.async;

import org.jspecify.annotations.NullMarked;
