package dev.weir.state.rocksdb;

/** What state of a scope is under. */
record Scoped<K, N>(K key, N namespace) {}
