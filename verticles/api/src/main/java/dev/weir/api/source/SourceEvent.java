package dev.weir.api.source;

import java.io.Serializable;

/**
 * A message between the enumerator and a reader of one source. Between processes it is written as
 * {@code TypeInformation.of} of its class says, so a Java record of simple values is the form to
 * choose.
 */
public interface SourceEvent extends Serializable {}
