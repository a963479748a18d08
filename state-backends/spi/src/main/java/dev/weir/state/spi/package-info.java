/**
 * What a state backend and a checkpoint storage implement, and what they are given.
 *
 * <p>Threads: a {@link dev.weir.state.spi.KeyedStateBackend} belongs to the thread of its subtask;
 * only {@link dev.weir.state.spi.PendingSnapshot} runs on a snapshot worker. A {@link
 * dev.weir.state.spi.CheckpointStorage} may be called from any thread.
 */
@NullMarked
package dev.weir.state.spi;

import org.jspecify.annotations.NullMarked;
