/**
 * The DataStream API. A program gets a {@link dev.weir.api.StreamExecutionEnvironment}, makes
 * streams from sources, transforms them, ends them in sinks, and calls {@code execute}.
 *
 * <p>Building a graph is for one thread; nothing runs before {@code execute}.
 */
@NullMarked
package dev.weir.api;

import org.jspecify.annotations.NullMarked;
