/**
 * Keyed state on the heap, in tables laid out for the cache, whose snapshots cost the subtask next
 * to nothing.
 *
 * <p>From the outside in: {@link dev.weir.state.heap.HeapKeyedStateBackend} holds a {@link
 * dev.weir.state.heap.PagedTable} per state; a table holds for each key group a directory of pages
 * (extendible hashing), so growth splits one page at a time and no record pays for the whole table.
 * {@link dev.weir.state.heap.Versions} tells which pages a captured snapshot still reads; those are
 * copied before they are changed.
 */
@NullMarked
package dev.weir.state.heap;

import org.jspecify.annotations.NullMarked;
