package dev.weir.api.graph;

import dev.weir.api.functions.KeySelector;
import dev.weir.api.types.TypeInformation;

/**
 * How the records of a stream are given keys.
 *
 * @param selector takes the key out of a record
 * @param keyType the type of the key
 */
public record KeyedBy<T, K>(KeySelector<T, K> selector, TypeInformation<K> keyType) {}
