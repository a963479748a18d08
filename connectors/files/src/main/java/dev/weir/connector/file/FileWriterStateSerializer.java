package dev.weir.connector.file;

import dev.weir.api.JobID;
import dev.weir.connector.file.FileWriterState.OpenFile;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

final class FileWriterStateSerializer extends DataSerializer<FileWriterState> {

  FileWriterStateSerializer() {
    super("writer state of a file sink");
  }

  @Override
  void write(FileWriterState state, DataOutputStream out) throws IOException {
    WriterId writer = state.writer();
    writeString(writer.operator(), out);
    out.writeLong(writer.start());
    out.writeInt(writer.subtask());
    writeString(writer.unique(), out);
    writeString(writer.job().hex(), out);
    out.writeInt(writer.attempt());
    out.writeLong(state.nextCounter());
    out.writeInt(state.openFiles().size());
    for (OpenFile file : state.openFiles()) {
      writeString(file.bucketId(), out);
      writeString(file.hidden(), out);
      writeString(file.visible(), out);
      out.writeLong(file.validLength());
      out.writeLong(file.creationTime());
    }
  }

  @Override
  FileWriterState read(DataInputStream in) throws IOException {
    WriterId writer =
        new WriterId(
            readString(in),
            in.readLong(),
            in.readInt(),
            readString(in),
            new JobID(readString(in)),
            in.readInt());
    long nextCounter = in.readLong();
    List<OpenFile> openFiles = new ArrayList<>();
    for (int left = readLength(in); left > 0; left--) {
      openFiles.add(
          new OpenFile(
              readString(in), readString(in), readString(in), in.readLong(), in.readLong()));
    }
    return new FileWriterState(writer, nextCounter, openFiles);
  }
}
