package dev.weir.api.functions;

import java.io.Serializable;

/**
 * The root of all user functions. Serialisable, so that every subtask can get a copy of its own.
 */
public interface Function extends Serializable {}
