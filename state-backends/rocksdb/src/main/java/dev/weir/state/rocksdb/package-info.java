/**
 * Keyed state on local disk: one RocksDB per subtask, a cache of hot values above it, and snapshots
 * that upload only files no completed checkpoint has.
 *
 * <p>Where to look: {@code Capture} for what happens between the moment of a snapshot and the files
 * that hold it, {@code SharedFiles} for which files later checkpoints build upon, {@code Restore}
 * for the way back, {@code ValueCache} for what makes single values fast.
 */
@NullMarked
package dev.weir.state.rocksdb;

import org.jspecify.annotations.NullMarked;
