/**
 * Jobs as JSON, for the dashboard and for scripts; field names are those of Flink where it has
 * them.
 */
@NullMarked
package dev.weir.runtime.views;

import org.jspecify.annotations.NullMarked;
