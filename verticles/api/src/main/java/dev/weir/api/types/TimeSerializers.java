package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.function.Supplier;

/** Points in time and lengths of time. */
final class TimeSerializers {

  private TimeSerializers() {}

  static final class OfInstant extends BasicSerializer<Instant> {

    OfInstant() {
      super("instant", Extent.BLOCK);
    }

    @Override
    public void write(Instant value, ByteOutput out) {
      out.writeLong(value.getEpochSecond());
      out.writeInt(value.getNano());
    }

    @Override
    public Instant read(ByteInput in) {
      long seconds = in.readLong();
      int nanos = in.readInt();
      return TimeSerializers.checked(() -> Instant.ofEpochSecond(seconds, nanos));
    }
  }

  static final class OfDuration extends BasicSerializer<Duration> {

    OfDuration() {
      super("duration", Extent.BLOCK);
    }

    @Override
    public void write(Duration value, ByteOutput out) {
      out.writeLong(value.getSeconds());
      out.writeInt(value.getNano());
    }

    @Override
    public Duration read(ByteInput in) {
      long seconds = in.readLong();
      int nanos = in.readInt();
      return TimeSerializers.checked(() -> Duration.ofSeconds(seconds, nanos));
    }
  }

  static final class OfLocalDate extends BasicSerializer<LocalDate> {

    OfLocalDate() {
      super("date", Extent.BYTES_8);
    }

    @Override
    public void write(LocalDate value, ByteOutput out) {
      out.writeLong(value.toEpochDay());
    }

    @Override
    public LocalDate read(ByteInput in) {
      long day = in.readLong();
      return TimeSerializers.checked(() -> LocalDate.ofEpochDay(day));
    }
  }

  static final class OfLocalTime extends BasicSerializer<LocalTime> {

    OfLocalTime() {
      super("time", Extent.BYTES_8);
    }

    @Override
    public void write(LocalTime value, ByteOutput out) {
      out.writeLong(value.toNanoOfDay());
    }

    @Override
    public LocalTime read(ByteInput in) {
      long nanos = in.readLong();
      return TimeSerializers.checked(() -> LocalTime.ofNanoOfDay(nanos));
    }
  }

  static final class OfLocalDateTime extends BasicSerializer<LocalDateTime> {

    OfLocalDateTime() {
      super("datetime", Extent.BYTES_16);
    }

    @Override
    public void write(LocalDateTime value, ByteOutput out) {
      out.writeLong(value.toLocalDate().toEpochDay());
      out.writeLong(value.toLocalTime().toNanoOfDay());
    }

    @Override
    public LocalDateTime read(ByteInput in) {
      long day = in.readLong();
      long nanos = in.readLong();
      return TimeSerializers.checked(
          () -> LocalDateTime.of(LocalDate.ofEpochDay(day), LocalTime.ofNanoOfDay(nanos)));
    }
  }

  private static <T> T checked(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (DateTimeException | ArithmeticException e) {
      throw new CorruptStateException("there is no such time: " + e.getMessage(), e);
    }
  }
}
