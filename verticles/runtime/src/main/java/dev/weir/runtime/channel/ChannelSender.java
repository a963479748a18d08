package dev.weir.runtime.channel;

/** Puts messages on the event bus towards the receiver of one channel. */
public interface ChannelSender {

  void send(ChannelMessage message);
}
