package dev.weir.api.sink;

/** Drops every record. */
public final class DiscardingSink<T> implements Sink<T> {

  private static final long serialVersionUID = 1L;

  /** A sink for any type. */
  public DiscardingSink() {}

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>();
  }

  private static final class Writer<T> implements SinkWriter<T> {

    @Override
    public void write(T element, Context context) {}

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
