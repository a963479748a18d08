/**
 * State that expires, as a layer above any backend: what is stored carries the time of its last
 * touch, handles hide that from the user.
 *
 * <p>For backends. A backend makes its own handle on {@linkplain dev.weir.state.ttl.Stamped
 * stamped} values and gives the user the one that {@link dev.weir.state.ttl.Expiry} puts around it.
 * To remove what nobody reads, it offers entries to {@link dev.weir.state.ttl.Expiry#isExpired} on
 * the thread of the subtask, or whole values in canonical form to {@link
 * dev.weir.state.ttl.ExpiredFilter} on a snapshot worker.
 */
@NullMarked
package dev.weir.state.ttl;

import org.jspecify.annotations.NullMarked;
