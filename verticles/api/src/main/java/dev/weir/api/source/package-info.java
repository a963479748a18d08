/**
 * Where records come from: the contract of replayable sources, and the sources that need nothing
 * but this jar.
 */
@NullMarked
package dev.weir.api.source;

import org.jspecify.annotations.NullMarked;
