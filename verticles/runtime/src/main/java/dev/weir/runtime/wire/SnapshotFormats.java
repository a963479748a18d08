package dev.weir.runtime.wire;

import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorSnapshot;
import dev.weir.protocol.manifest.SubtaskSnapshot;
import dev.weir.protocol.restore.OperatorRestore;
import dev.weir.protocol.restore.SubtaskRestore;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.NativeSnapshot;
import dev.weir.state.spi.SnapshotFile;

/** What subtasks acknowledge, and what they are given to restore. */
public final class SnapshotFormats {

  public static final WireFormat<SnapshotFile> FILE = new FileFormat();
  public static final WireFormat<KeyedSnapshot> KEYED = new KeyedFormat();
  public static final WireFormat<OperatorListState> LIST_STATE = new ListStateFormat();
  public static final WireFormat<OperatorSnapshot> OPERATOR_SNAPSHOT = new OperatorFormat();
  public static final WireFormat<SubtaskSnapshot> SUBTASK_SNAPSHOT = new SubtaskFormat();
  public static final WireFormat<OperatorRestore> OPERATOR_RESTORE = new OperatorRestoreFormat();
  public static final WireFormat<SubtaskRestore> SUBTASK_RESTORE = new SubtaskRestoreFormat();

  private static final WireFormat<CanonicalSnapshot.Section> SECTION = new SectionFormat();
  private static final WireFormat<byte[]> BYTES = new BytesFormat();

  private SnapshotFormats() {}

  private static final class FileFormat implements WireFormat<SnapshotFile> {

    @Override
    public void write(SnapshotFile value, ByteOutput out) {
      out.writeString(value.path());
      out.writeLong(value.length());
      out.writeInt(value.checksum());
    }

    @Override
    public SnapshotFile read(ByteInput in) {
      return new SnapshotFile(in.readString(), in.readLong(), in.readInt());
    }
  }

  private static final class SectionFormat implements WireFormat<CanonicalSnapshot.Section> {

    @Override
    public void write(CanonicalSnapshot.Section value, ByteOutput out) {
      out.writeVarInt(value.keyGroup());
      FILE.write(value.file(), out);
      out.writeLong(value.offset());
      out.writeInt(value.length());
      out.writeInt(value.checksum());
    }

    @Override
    public CanonicalSnapshot.Section read(ByteInput in) {
      return new CanonicalSnapshot.Section(
          in.readVarInt(), FILE.read(in), in.readLong(), in.readInt(), in.readInt());
    }
  }

  private static final class KeyedFormat implements WireFormat<KeyedSnapshot> {

    private static final int CANONICAL = 0;
    private static final int NATIVE = 1;

    @Override
    public void write(KeyedSnapshot value, ByteOutput out) {
      if (value instanceof CanonicalSnapshot canonical) {
        out.writeByte(CANONICAL);
        writeRange(value.keyGroups(), out);
        Parts.writeList(canonical.sections(), SECTION, out);
      } else if (value instanceof NativeSnapshot files) {
        out.writeByte(NATIVE);
        writeRange(value.keyGroups(), out);
        out.writeString(files.backend());
        Parts.writeMap(files.filesByName(), FILE, out);
      }
      out.writeLong(value.newBytes());
    }

    @Override
    public KeyedSnapshot read(ByteInput in) {
      byte kind = in.readByte();
      KeyGroupRange range = new KeyGroupRange(in.readVarInt(), in.readVarInt());
      return switch (kind) {
        case CANONICAL -> new CanonicalSnapshot(range, Parts.readList(SECTION, in), in.readLong());
        case NATIVE -> {
          String backend = in.readString();
          yield new NativeSnapshot(backend, range, Parts.readMap(FILE, in), in.readLong());
        }
        default ->
            throw new CorruptStateException(
                "a keyed snapshot is canonical (0) or native (1), found " + kind);
      };
    }

    private static void writeRange(KeyGroupRange range, ByteOutput out) {
      out.writeVarInt(range.first());
      out.writeVarInt(range.last());
    }
  }

  private static final class BytesFormat implements WireFormat<byte[]> {

    @Override
    public void write(byte[] value, ByteOutput out) {
      Parts.writeBytes(value, out);
    }

    @Override
    public byte[] read(ByteInput in) {
      return Parts.readBytes(in);
    }
  }

  private static final class ListStateFormat implements WireFormat<OperatorListState> {

    @Override
    public void write(OperatorListState value, ByteOutput out) {
      Parts.writeConstant(value.mode(), out);
      out.writeString(value.schema());
      Parts.writeList(value.elements(), BYTES, out);
    }

    @Override
    public OperatorListState read(ByteInput in) {
      return new OperatorListState(
          Parts.readConstant(OperatorListState.Mode.class, in),
          in.readString(),
          Parts.readList(BYTES, in));
    }
  }

  private static final class OperatorFormat implements WireFormat<OperatorSnapshot> {

    @Override
    public void write(OperatorSnapshot value, ByteOutput out) {
      Parts.writeOptional(value.keyed(), KEYED, out);
      Parts.writeMap(value.listState(), LIST_STATE, out);
    }

    @Override
    public OperatorSnapshot read(ByteInput in) {
      return new OperatorSnapshot(Parts.readOptional(KEYED, in), Parts.readMap(LIST_STATE, in));
    }
  }

  private static final class SubtaskFormat implements WireFormat<SubtaskSnapshot> {

    @Override
    public void write(SubtaskSnapshot value, ByteOutput out) {
      Parts.writeMap(value.operators(), OPERATOR_SNAPSHOT, out);
      out.writeBoolean(value.ended());
    }

    @Override
    public SubtaskSnapshot read(ByteInput in) {
      return new SubtaskSnapshot(Parts.readMap(OPERATOR_SNAPSHOT, in), in.readBoolean());
    }
  }

  private static final class OperatorRestoreFormat implements WireFormat<OperatorRestore> {

    @Override
    public void write(OperatorRestore value, ByteOutput out) {
      Parts.writeList(value.keyed(), KEYED, out);
      Parts.writeMap(value.listState(), LIST_STATE, out);
    }

    @Override
    public OperatorRestore read(ByteInput in) {
      return new OperatorRestore(Parts.readList(KEYED, in), Parts.readMap(LIST_STATE, in));
    }
  }

  private static final class SubtaskRestoreFormat implements WireFormat<SubtaskRestore> {

    @Override
    public void write(SubtaskRestore value, ByteOutput out) {
      Parts.writeMap(value.operators(), OPERATOR_RESTORE, out);
      out.writeBoolean(value.ended());
    }

    @Override
    public SubtaskRestore read(ByteInput in) {
      return new SubtaskRestore(Parts.readMap(OPERATOR_RESTORE, in), in.readBoolean());
    }
  }
}
