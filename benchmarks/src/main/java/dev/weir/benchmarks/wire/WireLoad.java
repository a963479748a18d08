package dev.weir.benchmarks.wire;

import dev.weir.api.types.TypeInformation;
import dev.weir.config.ChannelOptions;
import dev.weir.config.Configuration;
import dev.weir.config.WeirOptions;
import dev.weir.runtime.channel.FrameFormat;
import java.util.Map;

/**
 * What is sent through a channel: arrays of bytes. Each channel is used in one round alone.
 *
 * @param recordBytes length of each record
 * @param options of the channels
 */
record WireLoad(int recordBytes, ChannelOptions options) {

  static final long ATTEMPT = 1;

  /** With the default options, save for those that are given. */
  static WireLoad of(int recordBytes, Map<String, String> options) {
    Configuration configuration = Configuration.defaults();
    for (Map.Entry<String, String> option : options.entrySet()) {
      configuration = configuration.with(option.getKey(), option.getValue());
    }
    return new WireLoad(recordBytes, WeirOptions.of(configuration).channel());
  }

  byte[] record() {
    byte[] record = new byte[recordBytes];
    for (int i = 0; i < recordBytes; i++) {
      record[i] = (byte) i;
    }
    return record;
  }

  FrameFormat<byte[]> format() {
    return new FrameFormat<>(TypeInformation.of(byte[].class).createWireSerializer(), false);
  }

  static String receiver(int channel) {
    return "weir.bench.receiver." + channel;
  }

  static String sender(int channel) {
    return "weir.bench.sender." + channel;
  }
}
