package dev.weir.api.graph;

import dev.weir.api.types.FieldAccessor;

/**
 * An aggregation of one field, in the form of data: a runtime may have a quicker way for some, as for
 * sums of longs.
 *
 * @param kind what is made of the field
 * @param field gets and replaces the field
 */
public record FieldAggregation<T, F>(AggregationKind kind, FieldAccessor<T, F> field) {}
