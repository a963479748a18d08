package dev.weir.api.sink;

import dev.weir.api.functions.TaskInfo;
import java.io.PrintStream;

/**
 * Prints each record as a line. With several subtasks, the number of the subtask (from 1) stands
 * before it: {@code 2> record}; with an identifier {@code id:2> record}, or {@code id> record} with
 * one subtask. After a restart, records may be printed again.
 */
public final class PrintSink<T> implements Sink<T> {

  private static final long serialVersionUID = 1L;

  private final String sinkIdentifier;
  private final boolean stdErr;

  /** Prints to standard output. */
  public PrintSink() {
    this("", false);
  }

  /** Prints to standard error or output. */
  public PrintSink(boolean stdErr) {
    this("", stdErr);
  }

  /** Prints to standard output with an identifier before each record. */
  public PrintSink(String sinkIdentifier) {
    this(sinkIdentifier, false);
  }

  /** Prints to standard error or output with an identifier before each record. */
  public PrintSink(String sinkIdentifier, boolean stdErr) {
    this.sinkIdentifier = sinkIdentifier;
    this.stdErr = stdErr;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    PrintStream stream = stdErr ? System.err : System.out;
    return new Writer<>(stream, prefix(context.getTaskInfo()));
  }

  private String prefix(TaskInfo task) {
    String prefix = sinkIdentifier;
    if (task.getNumberOfParallelSubtasks() > 1) {
      prefix += (prefix.isEmpty() ? "" : ":") + (task.getIndexOfThisSubtask() + 1);
    }
    return prefix.isEmpty() ? "" : prefix + "> ";
  }

  private record Writer<T>(PrintStream stream, String prefix) implements SinkWriter<T> {

    @Override
    public void write(T element, Context context) {
      stream.println(prefix + element);
    }

    @Override
    public void flush(boolean endOfInput) {
      stream.flush();
    }

    @Override
    public void close() {}
  }
}
