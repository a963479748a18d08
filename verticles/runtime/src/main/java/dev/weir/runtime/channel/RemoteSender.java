package dev.weir.runtime.channel;

/** Puts messages on the event bus towards a receiver on another node. */
public interface RemoteSender extends ChannelSender {

  void ask(ChannelProbe probe);
}
