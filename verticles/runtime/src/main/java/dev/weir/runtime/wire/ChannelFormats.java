package dev.weir.runtime.wire;

import dev.weir.runtime.channel.BarrierMessage;
import dev.weir.runtime.channel.ChannelProbe;
import dev.weir.runtime.channel.CreditMessage;
import dev.weir.runtime.channel.EndOfInput;
import dev.weir.runtime.channel.EndSource;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import java.util.List;

/** What passes through channels, save what the channels turn into bytes themselves. */
final class ChannelFormats {

  static final WireFormat<BarrierMessage> BARRIER = new BarrierFormat();

  static final WireFormat<EndOfInput> END_OF_INPUT =
      WireFormat.of(
          (message, out) ->
              writePlace(message.attempt(), message.channel(), message.sequence(), out),
          in -> new EndOfInput(in.readLong(), in.readInt(), in.readLong()));

  static final WireFormat<EndSource> END_SOURCE =
      WireFormat.of(
          (message, out) ->
              writePlace(message.attempt(), message.channel(), message.sequence(), out),
          in -> new EndSource(in.readLong(), in.readInt(), in.readLong()));

  static final WireFormat<ChannelProbe> PROBE =
      WireFormat.of(
          (message, out) -> writePlace(message.attempt(), message.channel(), message.sent(), out),
          in -> new ChannelProbe(in.readLong(), in.readInt(), in.readLong()));

  static final WireFormat<CreditMessage> CREDIT = new CreditFormat();

  private ChannelFormats() {}

  private static void writePlace(long attempt, int channel, long sequence, ByteOutput out) {
    out.writeLong(attempt);
    out.writeInt(channel);
    out.writeLong(sequence);
  }

  private static final class BarrierFormat implements WireFormat<BarrierMessage> {

    @Override
    public void write(BarrierMessage value, ByteOutput out) {
      writePlace(value.attempt(), value.channel(), value.sequence(), out);
      ProtocolFormats.BARRIER.write(value.barrier(), out);
    }

    @Override
    public BarrierMessage read(ByteInput in) {
      return new BarrierMessage(
          in.readLong(), in.readInt(), in.readLong(), ProtocolFormats.BARRIER.read(in));
    }
  }

  /** Emptied frames stay where they are: they are of use to a sender in the same JVM only. */
  private static final class CreditFormat implements WireFormat<CreditMessage> {

    @Override
    public void write(CreditMessage value, ByteOutput out) {
      out.writeLong(value.attempt());
      out.writeInt(value.outputChannel());
      out.writeLong(value.grantedFrames());
      out.writeLong(value.acknowledged());
    }

    @Override
    public CreditMessage read(ByteInput in) {
      return new CreditMessage(
          in.readLong(), in.readInt(), in.readLong(), in.readLong(), List.of());
    }
  }
}
