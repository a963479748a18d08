package dev.weir.api.graph;

import dev.weir.api.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Where an input of a node comes from. Several edges with one {@code inputIndex} are a union.
 *
 * @param sourceNode the id of the sending node
 * @param inputIndex which input of the receiving node: 0, or 1 for the second of two
 * @param partitioning which subtask of the receiver gets a record
 * @param sideOutput the side output that is read; null for the main output
 */
public record StreamEdge(
    int sourceNode, int inputIndex, Partitioning partitioning, @Nullable OutputTag<?> sideOutput) {}
