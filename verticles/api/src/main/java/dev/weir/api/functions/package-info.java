/**
 * What users write: functions from records to records, and what the engine hands to them.
 *
 * <p>Every parallel subtask has its own copy of a function and calls it from one thread at a time,
 * so a function needs no locks. A function may throw anything; the attempt fails with that cause,
 * and the job is restarted by its restart strategy. Records are shared by reference between
 * functions in one process: do not change a record after it was received or emitted.
 */
@NullMarked
package dev.weir.api.functions;

import org.jspecify.annotations.NullMarked;
