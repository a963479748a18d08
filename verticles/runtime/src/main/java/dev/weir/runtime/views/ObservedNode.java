package dev.weir.runtime.views;

import io.vertx.core.json.JsonObject;

/**
 * A node as views show it.
 *
 * @param since when it was first heard of, in milliseconds
 * @param load as {@link NodeLoad#now} had it when the node was last heard of
 */
public record ObservedNode(
    String name, int cores, long since, boolean leaving, boolean leader, JsonObject load) {}
