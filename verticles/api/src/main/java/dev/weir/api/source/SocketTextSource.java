package dev.weir.api.source;

import dev.weir.api.ResultTypeQueryable;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import java.util.List;

/**
 * Records of text (UTF-8) that come from a TCP server, read by one reader.
 *
 * <p><b>Not replayable: at most once.</b> What was received and not yet in a checkpoint is lost
 * when the job fails, since the server does not send it again. Meant for trying things out.
 */
public final class SocketTextSource
    implements Source<String, SocketSplit, List<SocketSplit>>, ResultTypeQueryable<String> {

  private static final long serialVersionUID = 1L;

  private final SocketAddressText address;

  /**
   * Reads from a server.
   *
   * @param hostname the host of the server
   * @param port the port of the server, from 1 to 65535
   * @param delimiter what ends a record; with a line feed, a carriage return before it is dropped
   * @param maxRetrySeconds how long to try when there is no connection or it has ended: 0 ends the
   *     stream when the server closes it, -1 tries for ever
   */
  public SocketTextSource(String hostname, int port, String delimiter, long maxRetrySeconds) {
    this.address = new SocketAddressText(hostname, port, delimiter, maxRetrySeconds);
  }

  @Override
  public TypeInformation<String> getProducedType() {
    return Types.STRING;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<String, SocketSplit> createReader(SourceReaderContext readerContext) {
    return new SocketTextReader(readerContext, address);
  }

  @Override
  public SplitEnumerator<SocketSplit, List<SocketSplit>> createEnumerator(
      SplitEnumeratorContext<SocketSplit> enumContext) {
    return new SplitQueueEnumerator<>(enumContext, List.of(new SocketSplit()));
  }

  @Override
  public SplitEnumerator<SocketSplit, List<SocketSplit>> restoreEnumerator(
      SplitEnumeratorContext<SocketSplit> enumContext, List<SocketSplit> checkpoint) {
    return new SplitQueueEnumerator<>(enumContext, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<SocketSplit> getSplitSerializer() {
    return new SocketSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<List<SocketSplit>> getEnumeratorCheckpointSerializer() {
    return new SplitListSerializer<>(getSplitSerializer());
  }
}
