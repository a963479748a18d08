package dev.weir.connector.file;

import dev.weir.connector.file.FileSinkCommittable.ContinuedFile;
import dev.weir.connector.file.FileSinkCommittable.PendingFile;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

final class FileSinkCommittableSerializer extends DataSerializer<FileSinkCommittable> {

  private static final byte PENDING = 1;
  private static final byte CONTINUED = 2;

  FileSinkCommittableSerializer() {
    super("committable of a file sink");
  }

  @Override
  void write(FileSinkCommittable committable, DataOutputStream out) throws IOException {
    if (committable instanceof PendingFile pending) {
      out.writeByte(PENDING);
      writeString(pending.hidden(), out);
      writeString(pending.visible(), out);
      out.writeLong(pending.length());
    } else if (committable instanceof ContinuedFile continued) {
      out.writeByte(CONTINUED);
      writeString(continued.hidden(), out);
    }
  }

  @Override
  FileSinkCommittable read(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case PENDING -> new PendingFile(readString(in), readString(in), in.readLong());
      case CONTINUED -> new ContinuedFile(readString(in));
      default -> throw new IOException("expected kind 1 or 2, found " + kind);
    };
  }
}
