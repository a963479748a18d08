/**
 * The types of the data: what is known of them, how they are found and how they are written.
 *
 * <p>A {@link dev.weir.api.types.TypeInformation} is a description without state and is safe for
 * use by many threads; a serialiser that it creates belongs to one thread.
 */
@NullMarked
package dev.weir.api.types;

import org.jspecify.annotations.NullMarked;
