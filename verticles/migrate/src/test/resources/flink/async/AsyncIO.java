package async;

import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.async.AsyncFunction;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.apache.flink.util.ParameterTool;

/** Asks a client for each number. */
public class AsyncIO {

  public static void main(String[] args) throws Exception {
    ParameterTool params = ParameterTool.fromArgs(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    DataStream<Long> input = env.fromSequence(1, 5);
    AsyncFunction<Long, String> function = new Client();
    SingleOutputStreamOperator<String> result;
    if ("ordered".equals(params.get("waitMode", "ordered"))) {
      result = AsyncDataStream.orderedWait(input, function, 10_000L, TimeUnit.MILLISECONDS, 20);
    } else {
      result = AsyncDataStream.unorderedWait(input, function, 10_000L, TimeUnit.MILLISECONDS, 20);
    }
    result.print();
    env.execute("Async IO Example");
  }

  static class Client extends RichAsyncFunction<Long, String> {
    private static final long serialVersionUID = 1L;
    private transient String prefix;

    @Override
    public void open(OpenContext openContext) {
      prefix = "key";
    }

    @Override
    public void asyncInvoke(Long input, ResultFuture<String> resultFuture) {
      CompletableFuture.supplyAsync(() -> prefix + input % 10)
          .whenComplete(
              (response, error) -> {
                if (response != null) {
                  resultFuture.complete(Collections.singletonList(response));
                } else {
                  resultFuture.completeExceptionally(error);
                }
              });
    }
  }
}
