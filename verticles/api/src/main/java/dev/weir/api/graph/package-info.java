/** The job graph: what {@code execute} hands to the engine. Values only; nothing here runs. */
@NullMarked
package dev.weir.api.graph;

import org.jspecify.annotations.NullMarked;
