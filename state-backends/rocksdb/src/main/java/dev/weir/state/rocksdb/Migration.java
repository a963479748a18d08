package dev.weir.state.rocksdb;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;
import dev.weir.state.ttl.StampChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.rocksdb.RocksDBException;

/**
 * Rewrites the rows of a state that was saved with another schema: reads each with the serialisers
 * of today, which can read the old form, and writes it in the new one.
 */
final class Migration {

  private final ByteInput in = new ByteInput(new byte[0]);
  private final ByteOutput newRow = new ByteOutput();
  private final ByteOutput newValue = new ByteOutput();
  private final ByteOutput element = new ByteOutput();
  private final RowRewriter rewriter;

  private interface RowRewriter {
    void rewrite(byte[] row, byte[] value);
  }

  private Migration(Kind kind) {
    this.rewriter = kind.rewriter(this);
  }

  private interface Kind {
    RowRewriter rewriter(Migration migration);
  }

  static Migration to(ValueStateSpec<?> spec) {
    return new Migration(
        migration -> (row, value) -> migration.rewriteValue(spec.serializer(), row, value));
  }

  static Migration to(ListStateSpec<?> spec) {
    return new Migration(
        migration -> (row, value) -> migration.rewriteList(spec.elementSerializer(), row, value));
  }

  static Migration to(MapStateSpec<?, ?> spec) {
    return new Migration(
        migration ->
            (row, value) ->
                migration.rewriteEntry(spec.keySerializer(), spec.valueSerializer(), row, value));
  }

  /**
   * Moves all rows; the old column is dropped.
   *
   * @param now the time of the last touch of values that bear none yet and are to expire
   */
  void move(RowStore store, Column from, Column to, long now) {
    StampChange stamps = StampChange.between(from.schema(), to.schema());
    StateKind kind = RowSweep.kindOfRows(to.schema().kind());
    try (BatchWriter batch = store.batch()) {
      store.scan(
          from,
          Rows.firstOf(0),
          new byte[] {(byte) 0xFF},
          (row, value) -> {
            rewriter.rewrite(row, restamped(stamps, kind, value, now));
            batch.put(to.handle(), newRow.toByteArray(), newValue.toByteArray());
            return true;
          });
      batch.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RocksDBException e) {
      throw Failure.unchecked(store.name(), "rewrite state '" + from.schema().name() + "'", e);
    }
    store.drop(from);
  }

  private static byte[] restamped(StampChange stamps, StateKind kind, byte[] value, long now) {
    if (stamps == StampChange.NONE) {
      return value;
    }
    ByteOutput out = new ByteOutput(value.length + Long.BYTES);
    stamps.rewrite(kind, new ByteInput(value), out, now);
    return out.toByteArray();
  }

  private <T> void rewriteValue(TypeSerializer<T> serializer, byte[] row, byte[] value) {
    newRow.reset();
    newRow.writeBytes(row);
    newValue.reset();
    in.reset(value, 0, value.length);
    serializer.write(serializer.read(in), newValue);
  }

  private <T> void rewriteList(TypeSerializer<T> serializer, byte[] row, byte[] value) {
    newRow.reset();
    newRow.writeBytes(row);
    newValue.reset();
    ByteInput list = new ByteInput(value);
    while (list.remaining() > 0) {
      int length = list.readLength();
      in.reset(value, list.position(), length);
      element.reset();
      serializer.write(serializer.read(in), element);
      newValue.writeVarInt(element.size());
      newValue.writeBytes(element.array(), 0, element.size());
      list.skip(length);
    }
  }

  private <A, B> void rewriteEntry(
      TypeSerializer<A> keys, TypeSerializer<B> values, byte[] row, byte[] value) {
    in.reset(row, 0, row.length);
    int keyLength = Rows.readKeyLength(in, StateKind.MAP);
    int prefixLength = in.position() + keyLength;
    newRow.reset();
    newRow.writeBytes(row, 0, prefixLength);
    in.reset(row, prefixLength, row.length - prefixLength);
    keys.write(keys.read(in), newRow);
    newValue.reset();
    in.reset(value, 0, value.length);
    values.write(values.read(in), newValue);
  }
}
