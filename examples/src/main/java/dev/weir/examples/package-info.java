/** Jobs to run and to read, in one jar. */
@NullMarked
package dev.weir.examples;

import org.jspecify.annotations.NullMarked;
