/** The job graph: chains of operators, and the channels between their subtasks. */
@NullMarked
package dev.weir.runtime.graph;

import org.jspecify.annotations.NullMarked;
