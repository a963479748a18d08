/** The coordinator: the verticle that triggers and tracks checkpoints and decides over attempts. */
@NullMarked
package dev.weir.runtime.coordinator;

import org.jspecify.annotations.NullMarked;
