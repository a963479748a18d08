/**
 * How messages look between JVMs: a {@link dev.weir.runtime.wire.WireFormat} for each part, put
 * together to one codec for each message. Within a JVM nothing here is called. The format is in
 * {@code docs/wire.md}.
 */
@NullMarked
package dev.weir.runtime.wire;

import org.jspecify.annotations.NullMarked;
