package dev.weir.runtime.channel;

/** Turns what an enumerator sends to a reader on another node into bytes. */
public final class SplitSender implements RemoteSender {

  private final RemoteSender sender;
  private final SplitFormat<?> format;

  public SplitSender(RemoteSender sender, SplitFormat<?> format) {
    this.sender = sender;
    this.format = format;
  }

  @Override
  public void send(ChannelMessage message) {
    sender.send(format.encode(message));
  }

  @Override
  public void ask(ChannelProbe probe) {
    sender.ask(probe);
  }
}
