package dev.weir.api.source;

/**
 * A reader that is ready.
 *
 * @param subtaskId the index of the subtask
 * @param location where it runs: a host name or the name of a node
 */
public record ReaderInfo(int subtaskId, String location) {}
