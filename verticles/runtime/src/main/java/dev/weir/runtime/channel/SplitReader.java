package dev.weir.runtime.channel;

/** Reads what the enumerator of a source in another JVM sends to a reader. */
public final class SplitReader implements InputChannel.MessageReader {

  private final SplitFormat<?> format;

  public SplitReader(SplitFormat<?> format) {
    this.format = format;
  }

  @Override
  public ChannelMessage read(EncodedMessage message) {
    return switch (message.kind()) {
      case SPLITS -> format.readSplits(message);
      case EVENT -> format.readEvent(message);
      case FRAME ->
          throw new IllegalArgumentException("splits or an event were expected, found " + message);
    };
  }

  @Override
  public void recycle(Frame emptied) {
    throw new IllegalStateException("no frames come from an enumerator, found " + emptied);
  }
}
