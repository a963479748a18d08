package dev.weir.connector.file;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

final class FileSourceSplitSerializer extends DataSerializer<FileSourceSplit> {

  FileSourceSplitSerializer() {
    super("split of a file source");
  }

  @Override
  void write(FileSourceSplit split, DataOutputStream out) throws IOException {
    writeString(split.path(), out);
    out.writeLong(split.start());
    out.writeLong(split.end());
    out.writeLong(split.fileLength());
    out.writeLong(split.position());
  }

  @Override
  FileSourceSplit read(DataInputStream in) throws IOException {
    return new FileSourceSplit(
        readString(in), in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }
}
