package dev.weir.api;

import java.util.Iterator;

/** An iterator that must be closed. For one thread. */
public interface CloseableIterator<T> extends Iterator<T>, AutoCloseable {

  @Override
  void close();
}
