package dev.weir.api.source;

/** The one connection of a {@link SocketTextSource}. It has no position. */
public record SocketSplit() implements SourceSplit {

  @Override
  public String splitId() {
    return "socket";
  }
}
