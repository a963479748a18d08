/**
 * Where records go: the contract of sinks, up to exactly-once by two phases, and the sinks that
 * need nothing but this jar.
 */
@NullMarked
package dev.weir.api.sink;

import org.jspecify.annotations.NullMarked;
