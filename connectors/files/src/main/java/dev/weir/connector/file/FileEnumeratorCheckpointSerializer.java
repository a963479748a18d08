package dev.weir.connector.file;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

final class FileEnumeratorCheckpointSerializer extends DataSerializer<FileEnumeratorCheckpoint> {

  private final FileSourceSplitSerializer splitSerializer = new FileSourceSplitSerializer();

  FileEnumeratorCheckpointSerializer() {
    super("checkpoint of a file enumerator");
  }

  @Override
  void write(FileEnumeratorCheckpoint checkpoint, DataOutputStream out) throws IOException {
    out.writeBoolean(checkpoint.searched());
    out.writeInt(checkpoint.unassigned().size());
    for (FileSourceSplit split : checkpoint.unassigned()) {
      splitSerializer.write(split, out);
    }
    out.writeInt(checkpoint.seen().size());
    for (String path : checkpoint.seen()) {
      writeString(path, out);
    }
  }

  @Override
  FileEnumeratorCheckpoint read(DataInputStream in) throws IOException {
    boolean searched = in.readBoolean();
    List<FileSourceSplit> unassigned = new ArrayList<>();
    for (int left = readLength(in); left > 0; left--) {
      unassigned.add(splitSerializer.read(in));
    }
    List<String> seen = new ArrayList<>();
    for (int left = readLength(in); left > 0; left--) {
      seen.add(readString(in));
    }
    return new FileEnumeratorCheckpoint(searched, unassigned, seen);
  }
}
