/** A stream that is divided in two. */
@NullMarked
package dev.weir.examples.sideoutput;

import org.jspecify.annotations.NullMarked;
