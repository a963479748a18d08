/** How the engine uses the Vert.x event bus. */
@NullMarked
package dev.weir.runtime.bus;

import org.jspecify.annotations.NullMarked;
